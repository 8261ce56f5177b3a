namespace NWaves.Filters.Base;

/// <summary>How to filter; the original knows more ways, which give the same samples.</summary>
public enum FilteringMethod
{
    Auto,
}
