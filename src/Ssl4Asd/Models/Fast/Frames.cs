namespace Ssl4Asd.Models.Fast;

/// <summary>Writes one frame of one clip: <c>[bins, channels]</c>.</summary>
internal delegate void FrameSource(int clip, int frame, Span<float> line);

/// <summary>Does something to one frame of a tensor <c>[clips, frames, bins, channels]</c>; <paramref name="line"/> is clip · frames + frame.</summary>
internal delegate void FrameAction(int line, Span<float> values);
