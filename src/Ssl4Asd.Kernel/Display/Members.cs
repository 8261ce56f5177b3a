using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Ssl4Asd.Kernel.Display;

/// <summary>The public fields and properties of an object.</summary>
internal static class Members
{
    /// <summary>Those that can be shown, in the order of their declaration.</summary>
    public static MemberInfo[] Of(Type type) =>
        [.. type.GetMembers(BindingFlags.Instance | BindingFlags.Public).Where(CanBeShown).DistinctBy(member => member.Name)];

    /// <summary>The value; the exception where a property throws one.</summary>
    public static object? Value(MemberInfo member, object instance)
    {
        try
        {
            return member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member).GetValue(instance);
        }
        catch (TargetInvocationException exception)
        {
            if (Interruption.IsIn(exception))
                ExceptionDispatchInfo.Throw(exception.InnerException!);
            return exception.InnerException;
        }
    }

    /// <summary>Whether a type says by itself how it is written; what compilers write for records and anonymous types does not count.</summary>
    public static bool KnowsItsText(Type type) =>
        TextOf(type) is { } method && !IsGenerated(method) && !typeof(ITuple).IsAssignableFrom(type);

    /// <summary>Whether it is a record or anonymous.</summary>
    public static bool IsRecord(Type type) => TextOf(type) is { } method && IsGenerated(method);

    private static MethodInfo? TextOf(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } method
        && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType) ? method : null;

    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool CanBeShown(MemberInfo member) => member switch
    {
        FieldInfo field => CanBeBoxed(field.FieldType),
        PropertyInfo property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
            && CanBeBoxed(property.PropertyType)
            && property.GetCustomAttribute<DebuggerBrowsableAttribute>() is not { State: DebuggerBrowsableState.Never },
        _ => false,
    };

    private static bool CanBeBoxed(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsByRef;
}
