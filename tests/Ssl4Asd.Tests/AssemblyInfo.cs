// libtorch uses all cores by itself; several tests at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
