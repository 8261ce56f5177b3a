using System.Runtime.CompilerServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>
/// One operator of ATen, named "name" or "name.overload", found at its first call. Arguments left
/// out at the end take the defaults of its schema.
/// </summary>
internal sealed unsafe class Op([CallerMemberName] string schema = "")
{
    private const int PoolSize = 64;

    private nint _handle;

    /// <summary>Calls for the effect, as with operators in place.</summary>
    internal void Run(params ReadOnlySpan<Arg> args) => Call(args, null, 0);

    internal torch.Tensor One(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return new torch.Tensor((nint)result.Value);
    }

    internal (torch.Tensor, torch.Tensor) Two(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeArg[2];
        Call(args, results, 2);
        return (new torch.Tensor((nint)results[0].Value), new torch.Tensor((nint)results[1].Value));
    }

    internal torch.Tensor[] Many(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        var handles = (nint*)result.Value;
        var tensors = new torch.Tensor[result.Extra];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new torch.Tensor(handles[i]);
        Shim.st_free_list((nint)handles);
        return tensors;
    }

    /// <summary>A result that is no tensor: a bool, an int, a float.</summary>
    internal NativeArg Value(params ReadOnlySpan<Arg> args)
    {
        NativeArg result;
        Call(args, &result, 1);
        return result;
    }

    internal bool True(params ReadOnlySpan<Arg> args) => Value(args).Value != 0;

    private void Call(ReadOnlySpan<Arg> args, NativeArg* results, int resultCount)
    {
        var handle = _handle;
        if (handle == 0)
            handle = Find();

        var native = stackalloc NativeArg[args.Length];
        var needed = 0;
        foreach (ref readonly var arg in args)
            needed += arg.Held is null ? 0 : ListLength(arg);

        Span<long> room = needed <= PoolSize ? stackalloc long[PoolSize] : new long[needed];
        int status;
        fixed (long* pool = room)
        {
            Fill(args, native, pool);
            status = Shim.st_call(handle, native, args.Length, results, &resultCount);
        }

        foreach (ref readonly var arg in args)
            GC.KeepAlive(arg.Held);
        Shim.Check(status);
    }

    private static int ListLength(in Arg arg) => arg.Tag switch
    {
        Tag.Tensor or Tag.Generator => 0,
        Tag.String => Encoding.UTF8.GetByteCount((string)arg.Held!) / sizeof(long) + 1,
        _ => ((Array)arg.Held!).Length,
    };

    private static void Fill(ReadOnlySpan<Arg> args, NativeArg* native, long* pool)
    {
        foreach (ref readonly var arg in args)
        {
            native->Tag = arg.Tag;
            native->Value = arg.Value;
            native->Extra = arg.Extra;
            switch (arg.Tag)
            {
                case Tag.Tensor:
                    native->Value = Unsafe.As<torch.Tensor>(arg.Held!).Handle;
                    break;
                case Tag.IntList:
                    var numbers = (long[])arg.Held!;
                    numbers.CopyTo(new Span<long>(pool, numbers.Length));
                    Point(native, ref pool, numbers.Length);
                    break;
                case Tag.TensorList:
                case Tag.OptionalTensorList:
                    var tensors = (torch.Tensor?[])arg.Held!;
                    for (var i = 0; i < tensors.Length; i++)
                        pool[i] = tensors[i] is { } tensor ? tensor.Handle : 0;
                    Point(native, ref pool, tensors.Length);
                    break;
                case Tag.String:
                    var text = (string)arg.Held!;
                    var room = ListLength(arg);
                    var length = Encoding.UTF8.GetBytes(text, new Span<byte>(pool, room * sizeof(long)));
                    Point(native, ref pool, room);
                    native->Extra = length;
                    break;
            }
            native++;
        }
    }

    private static void Point(NativeArg* native, ref long* pool, int length)
    {
        native->Value = (long)pool;
        native->Extra = length;
        pool += length;
    }

    private nint Find()
    {
        var dot = schema.IndexOf('.');
        nint handle;
        Shim.Check(Shim.st_find("aten::" + (dot < 0 ? schema : schema[..dot]), dot < 0 ? "" : schema[(dot + 1)..], &handle));
        return _handle = handle;
    }
}
