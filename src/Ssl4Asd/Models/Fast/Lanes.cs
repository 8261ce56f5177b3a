using System.Numerics;
using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast;

/// <summary>A register of numbers: what the transforms and products here are written with, once for each width.</summary>
/// <typeparam name="T">The register itself.</typeparam>
internal unsafe interface ILanes<T> where T : unmanaged, ILanes<T>
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Count { get; }

    /// <summary>Reads neighbours in memory.</summary>
    static abstract T Load(float* from);

    /// <summary>The same number everywhere.</summary>
    static abstract T All(float value);

    /// <summary>a · b + c</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, float b);

    /// <summary>Writes neighbours in memory.</summary>
    void Store(float* to);
}

/// <summary>What every processor has: eight numbers with AVX2, four on ARM.</summary>
internal readonly unsafe struct UsualLanes(Vector<float> value) : ILanes<UsualLanes>
{
    private readonly Vector<float> _value = value;

    public static int Count => Vector<float>.Count;

    public static UsualLanes Load(float* from) => new(Vector.Load(from));

    public static UsualLanes All(float value) => new(new Vector<float>(value));

    public static UsualLanes MultiplyAdd(UsualLanes a, UsualLanes b, UsualLanes c) => new(Vector.FusedMultiplyAdd(a._value, b._value, c._value));

    public static UsualLanes operator +(UsualLanes a, UsualLanes b) => new(a._value + b._value);

    public static UsualLanes operator -(UsualLanes a, UsualLanes b) => new(a._value - b._value);

    public static UsualLanes operator *(UsualLanes a, float b) => new(a._value * b);

    public void Store(float* to) => _value.Store(to);
}

/// <summary>Sixteen numbers, where the processor has AVX-512; <see cref="Vector{T}"/> does not grow to them.</summary>
internal readonly unsafe struct WideLanes(Vector512<float> value) : ILanes<WideLanes>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    public static WideLanes Load(float* from) => new(Vector512.Load(from));

    public static WideLanes All(float value) => new(Vector512.Create(value));

    public static WideLanes MultiplyAdd(WideLanes a, WideLanes b, WideLanes c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    public static WideLanes operator +(WideLanes a, WideLanes b) => new(a._value + b._value);

    public static WideLanes operator -(WideLanes a, WideLanes b) => new(a._value - b._value);

    public static WideLanes operator *(WideLanes a, float b) => new(a._value * b);

    public void Store(float* to) => _value.Store(to);
}
