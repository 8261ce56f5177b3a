// libtorch uses all cores by itself, and the formatters are one for all.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
