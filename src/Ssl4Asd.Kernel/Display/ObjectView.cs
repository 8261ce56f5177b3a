namespace Ssl4Asd.Kernel.Display;

/// <summary>Records and plain objects: a line for each public member.</summary>
internal static class ObjectView
{
    public static View Of(object value)
    {
        var type = value.GetType();
        var members = Members.Of(type);
        if (members.Length == 0)
            return new TextView(TypeName.Of(type));
        return new TableView
        {
            Title = type.Name.StartsWith('<') ? null : TypeName.Of(type), // anonymous types have no name
            Rows = [.. members.Select(member => (TableCell[])[new(member.Name), TableCell.Of(Members.Value(member, value)) with { IsNumber = false }])],
        };
    }
}
