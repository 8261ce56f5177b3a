"""The system of the paper in eager PyTorch: the outside truth of the C# tests and the other side of `ssl4asd bench`.

Written from the paper and its facts alone; it shares no code with the C# library.
Axis words: batch, channels, frames, bins, classes, subclusters, dim.
Module paths are the library's own, so a state dict of one is a state dict of the other.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

WINDOW, HOP = 1024, 512
BINS = WINDOW // 2 + 1
BN = dict(eps=1e-3, momentum=0.01)  # Keras: eps 1e-3, momentum 0.99


# ---------------------------------------------------------------- features

def magnitude_spectrum(wave):
  """[batch, samples] -> [batch, samples / 2]: the whole clip's FFT without the Nyquist bin."""
  return torch.fft.rfft(wave).abs()[:, : wave.shape[1] // 2]


def magnitude_spectrogram(wave):
  """[batch, samples] -> [batch, frames, 513]: no centring, no padding, no log, no normalisation."""
  window = torch.hann_window(WINDOW, periodic=True, dtype=wave.dtype, device=wave.device)
  stft = torch.stft(wave, WINDOW, HOP, window=window, center=False, return_complex=True)
  return stft.abs().transpose(1, 2)


# ---------------------------------------------------------------- self-supervision

def per_sample(mask, like):
  """[batch] -> [batch, 1, ...] so that it broadcasts over everything but the batch."""
  return mask.view(-1, *[1] * (like.dim() - 1))


def choose(apply, exchanged, original):
  return torch.where(per_sample(apply, original), exchanged, original)


def mixup(x, y, lam, apply):
  """Mixes each sample and its label with the mirrored batch; lam and apply: [batch]."""
  mixed_x = per_sample(lam, x) * x + (1 - per_sample(lam, x)) * x.flip(0)
  mixed_y = per_sample(lam, y) * y + (1 - per_sample(lam, y)) * y.flip(0)
  return choose(apply, mixed_x, x), choose(apply, mixed_y, y)


def exchange_label(y, apply):
  """[batch, classes] -> [batch, 3 classes]: [y, 0, 0], or [0, y/2, y_partner/2] where exchanged."""
  none = torch.zeros_like(y)
  kept = torch.cat([y, none, none], 1)
  exchanged = torch.cat([none, y / 2, y.flip(0) / 2], 1)
  return choose(apply, exchanged, kept)


def statex(spectrogram, y, apply, axis="frequency"):
  """Takes mean and deviation from the partner. axis "frequency": one pair a frame, over the bins (the paper's
  temporal StatEx); "time": one pair a bin, over the frames."""
  dim = {"frequency": 2, "time": 1}[axis]
  mean = spectrogram.mean(dim, keepdim=True)
  deviation = spectrogram.std(dim, unbiased=False, keepdim=True)
  exchanged = (spectrogram - mean) / deviation.clamp_min(1e-8) * deviation.flip(0) + mean.flip(0)
  return choose(apply, exchanged, spectrogram), exchange_label(y, apply)


def featex(spectrum_embedding, spectrogram_embedding, y, apply):
  """The spectrogram half comes from the partner."""
  second = choose(apply, spectrogram_embedding.flip(0), spectrogram_embedding)
  return torch.cat([spectrum_embedding, second], 1), exchange_label(y, apply)


# ---------------------------------------------------------------- blocks

def same_padding(size, kernel, stride):
  """TensorFlow's "same": where the total is odd, the extra one goes at the end."""
  total = max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)
  return total // 2, total - total // 2


class SameConv1d(nn.Conv1d):
  def forward(self, x):
    return super().forward(F.pad(x, same_padding(x.shape[-1], self.kernel_size[0], self.stride[0])))


class SameConv2d(nn.Conv2d):
  def forward(self, x):
    rows = same_padding(x.shape[-2], self.kernel_size[0], self.stride[0])
    columns = same_padding(x.shape[-1], self.kernel_size[1], self.stride[1])
    return super().forward(F.pad(x, columns + rows))


class SameMaxPool2d(nn.Module):
  """2x2, stride 2; an odd edge is padded at the end with minus infinity."""

  def forward(self, x):
    x = F.pad(x, same_padding(x.shape[-1], 2, 2) + same_padding(x.shape[-2], 2, 2), value=-math.inf)
    return F.max_pool2d(x, 2)


class SqueezeExcitation(nn.Module):
  def __init__(self, channels, ratio=16):
    super().__init__()
    self.squeeze = nn.Linear(channels, channels // ratio, bias=False)
    self.excite = nn.Linear(channels // ratio, channels, bias=False)

  def forward(self, x):
    gate = torch.sigmoid(self.excite(torch.relu(self.squeeze(x.flatten(2).mean(2)))))  # [batch, channels]
    return x * gate.view(*gate.shape, *[1] * (x.dim() - 2))


class ResidualBlock(nn.Module):
  def __init__(self, inputs, channels, stride):
    super().__init__()
    self.conv1 = SameConv2d(inputs, channels, 3, stride, bias=False)
    self.norm1 = nn.BatchNorm2d(channels, **BN)
    self.conv2 = SameConv2d(channels, channels, 3, bias=False)
    self.se = SqueezeExcitation(channels)
    self.pool = SameMaxPool2d() if stride == 2 else None
    self.skip = nn.Conv2d(inputs, channels, 1, bias=False) if stride == 2 else None
    self.norm = nn.BatchNorm2d(channels, **BN)

  def forward(self, x):
    path = self.conv1(torch.relu(x))
    path = self.se(self.conv2(torch.relu(self.norm1(path))))
    return self.norm(path + (x if self.skip is None else self.skip(self.pool(x))))


class ResidualStage(nn.Module):
  def __init__(self, inputs, channels, stride):
    super().__init__()
    self.block1 = ResidualBlock(inputs, channels, stride)
    self.block2 = ResidualBlock(channels, channels, 1)

  def forward(self, x):
    return self.block2(self.block1(x))


# ---------------------------------------------------------------- branches

class SpectrumBranch(nn.Module):
  """[batch, samples / 2] -> [batch, 128]"""

  def __init__(self, bins, channels=128):
    super().__init__()
    self.conv1 = SameConv1d(1, channels, 256, 64, bias=False)
    self.se1 = SqueezeExcitation(channels)
    self.conv2 = SameConv1d(channels, channels, 64, 32, bias=False)
    self.se2 = SqueezeExcitation(channels)
    self.conv3 = SameConv1d(channels, channels, 16, 4, bias=False)
    self.se3 = SqueezeExcitation(channels)
    positions = math.ceil(math.ceil(math.ceil(bins / 64) / 32) / 4)
    width = channels * positions
    for i in range(1, 5):
      setattr(self, f"dense{i}", nn.Linear(width, channels, bias=False))
      setattr(self, f"norm{i}", nn.BatchNorm1d(channels, **BN))
      width = channels
    self.embedding = nn.Linear(width, channels, bias=False)

  def forward(self, spectrum):
    x = spectrum.unsqueeze(1)
    for conv, se in (self.conv1, self.se1), (self.conv2, self.se2), (self.conv3, self.se3):
      x = se(torch.relu(conv(x)))
    x = x.flatten(1)  # [batch, channels * positions], channel-major
    for i in range(1, 5):
      x = torch.relu(getattr(self, f"norm{i}")(getattr(self, f"dense{i}")(x)))
    return self.embedding(x)


class SpectrogramBranch(nn.Module):
  """[batch, frames, bins] -> [batch, 128]"""

  def __init__(self, bins=BINS, dim=128, subtract_mean=True):
    super().__init__()
    self.subtract_mean = subtract_mean  # TMN
    self.input_norm = nn.BatchNorm1d(bins, **BN)
    self.conv = SameConv2d(1, 16, 7, 2, bias=False)
    self.norm = nn.BatchNorm2d(16, **BN)
    self.stage1 = ResidualStage(16, 16, 1)
    self.stage2 = ResidualStage(16, 32, 2)
    self.stage3 = ResidualStage(32, 64, 2)
    self.stage4 = ResidualStage(64, 128, 2)
    columns = (math.ceil(bins / 2) - 3) // 2 + 1
    for _ in range(3):
      columns = math.ceil(columns / 2)
    self.output_norm = nn.BatchNorm1d(128 * columns, **BN)
    self.embedding = nn.Linear(128 * columns, dim, bias=False)

  def forward(self, spectrogram):
    x = spectrogram
    if self.subtract_mean:
      x = x - x.mean(1, keepdim=True)
    x = self.input_norm(x.transpose(1, 2)).transpose(1, 2).unsqueeze(1)  # [batch, 1, frames, bins]
    x = F.max_pool2d(torch.relu(self.norm(self.conv(x))), 3, 2)
    x = self.stage4(self.stage3(self.stage2(self.stage1(x))))
    x = x.max(2).values.flatten(1)  # [batch, channels * bins], channel-major
    return self.embedding(self.output_norm(x))


class EmbeddingNetwork(nn.Module):
  def __init__(self, samples):
    super().__init__()
    self.spectrum = SpectrumBranch(samples // 2)
    self.spectrogram = SpectrogramBranch()

  def forward(self, wave):
    """[batch, samples] -> [batch, 256], as for scoring."""
    return torch.cat([self.spectrum(magnitude_spectrum(wave)), self.spectrogram(magnitude_spectrogram(wave))], 1)


# ---------------------------------------------------------------- loss

def next_scale(scale, cosines, y, bound=1000.0):
  """The scale after one training step; cosines [batch, classes * subclusters], y [batch, classes].

  s <- (m + ln mean_batch sum exp(s cos - m)) / cos(min(pi/4, median theta)). The angle of a sample is the *sum* over
  its sub-clusters, as published, so that with 16 of them pi/4 is all that is ever used; hence the bound."""
  batch, classes = y.shape
  mean_log = torch.logsumexp((scale * cosines).flatten(), 0) - math.log(batch)
  margin = 1e-7 if cosines.dtype == torch.float32 else 1e-12
  angles = torch.acos(cosines.clamp(-1 + margin, 1 - margin)).view(batch, classes, -1).sum(2)  # [batch, classes]
  theta = (y * angles).sum(1).median()  # of an even batch: the lower one
  return (mean_log / torch.cos(theta.clamp_max(math.pi / 4))).clamp_max(bound)


class SubclusterAdaCos(nn.Module):
  def __init__(self, classes, subclusters=16, dim=256, trainable=True, bound=1000.0):
    super().__init__()
    self.classes, self.subclusters, self.bound = classes, subclusters, bound
    centres = nn.init.xavier_uniform_(torch.empty(classes * subclusters, dim))
    if trainable:
      self.centres = nn.Parameter(centres)
    else:
      self.register_buffer("centres", centres)
    self.register_buffer("scale", torch.tensor(math.sqrt(2) * math.log(classes * subclusters - 1)))

  def cosines(self, embedding):
    return F.linear(F.normalize(embedding), F.normalize(self.centres))

  def forward(self, embedding, y):
    """[batch, dim], [batch, classes] -> the mean cross-entropy; in train mode the scale moves first."""
    cosines = self.cosines(embedding)
    if self.training:
      with torch.no_grad():
        self.scale.copy_(next_scale(self.scale, cosines, y, self.bound))
    log_p = F.log_softmax(self.scale * cosines, 1).view(len(y), self.classes, self.subclusters).logsumexp(2)
    return -(y * log_p).sum(1).mean()


# ---------------------------------------------------------------- systems

class Model(nn.Module):
  """`baseline`: mixup and the supervised loss. `proposed`: also StatEx, FeatEx and the loss over their 9 C classes."""

  def __init__(self, system, samples, classes, subclusters=16):
    super().__init__()
    self.network = EmbeddingNetwork(samples)
    self.supervised = SubclusterAdaCos(classes, subclusters, trainable=False)
    self.self_supervised = SubclusterAdaCos(9 * classes, subclusters) if system == "proposed" else None

  def forward(self, wave, y, draws, trace=None):
    """The two losses of a step (the second is 0 in the baseline). `draws`: lam, mixup, statex, featex, each [batch];
    `trace`: a dict that receives what happens on the way."""
    trace = {} if trace is None else trace
    with torch.no_grad():
      wave, y = mixup(wave, y, draws["lam"], draws["mixup"])
      spectrum, spectrogram = magnitude_spectrum(wave), magnitude_spectrogram(wave)
      trace.update(mixed_wave=wave, mixed_label=y, spectrum=spectrum)
      if self.self_supervised is not None:
        spectrogram, statex_label = statex(spectrogram, y, draws["statex"])
        trace.update(statex_label=statex_label)
      trace.update(spectrogram=spectrogram)
    e1, e2 = self.network.spectrum(spectrum), self.network.spectrogram(spectrogram)
    embedding = torch.cat([e1, e2], 1)
    supervised = self.supervised(embedding, y)
    trace.update(embedding=embedding)
    if self.self_supervised is None:
      return supervised, torch.zeros_like(supervised)
    exchanged, featex_label = featex(e1, e2, statex_label, draws["featex"])
    trace.update(featex_embedding=exchanged, featex_label=featex_label)
    return supervised, self.self_supervised(exchanged, featex_label)


def is_decayed(name):
  """Convolution and dense kernels of the branches, except squeeze-and-excitation."""
  parts = name.split(".")
  return parts[0] == "network" and parts[-1] == "weight" and not any(
    p.startswith(("norm", "se")) or p.endswith("_norm") for p in parts)


def adam(model):
  """The penalty 1e-5 w^2 of Keras is a decay of 2e-5 w on the gradient."""
  groups = {True: [], False: []}
  for name, parameter in model.named_parameters():
    groups[is_decayed(name)].append(parameter)
  return torch.optim.Adam(
    [dict(params=groups[True], weight_decay=2e-5), dict(params=groups[False], weight_decay=0.0)], lr=1e-3, eps=1e-7)
