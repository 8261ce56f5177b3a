namespace Ssl4Asd.Scoring;

/// <summary>What <see cref="KMeans"/> found.</summary>
/// <param name="Centres">The means, [clusters, dim]; fewer clusters than asked for where there are fewer distinct points.</param>
/// <param name="Assignments">The cluster of each point, [count], each in 0 … clusters − 1.</param>
/// <param name="Inertia">Sum of the squared Euclidean distances of the points to their means, accumulated in double.</param>
/// <param name="Iterations">Lloyd iterations of the restart that was kept.</param>
public sealed record KMeansResult(float[,] Centres, int[] Assignments, double Inertia, int Iterations);
