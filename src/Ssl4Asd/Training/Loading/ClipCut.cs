namespace Ssl4Asd.Training.Loading;

/// <summary>Where a clip is cut out (<see cref="Audio.FixedLengthClip"/>).</summary>
/// <param name="Recording">Which recording of the store.</param>
/// <param name="Offset">Its first sample, 0 or more.</param>
/// <param name="Combination">How it is shifted and stretched then (<see cref="Ssl.PitchStretch"/>); 0: not at all.</param>
internal readonly record struct ClipCut(int Recording, int Offset, int Combination = 0);
