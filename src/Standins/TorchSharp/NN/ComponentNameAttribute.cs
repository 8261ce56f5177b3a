namespace TorchSharp.Utils;

/// <summary>The name of a component in the state dictionary where it differs from its field's.</summary>
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
