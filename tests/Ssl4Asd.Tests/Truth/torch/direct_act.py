"""The system direct-act in eager PyTorch (arXiv 2509.10951): the paper's network and exchanges, with what it does otherwise.

Written from the formulas of AdaProj and the differences that its authors name; it shares no code with the C# library, nor with
theirs. Module paths are the library's own."""

import math

import torch
import torch.nn.functional as F
from torch import nn

import reference

HALF, DIMENSION = 256, 32


def next_scale(scale, cosines, y, bound=1000.0):
  """The scale after one training step; cosines and y [batch, classes].

  s <- (m + ln B) / cos(min(pi/4, theta)): m the largest s cos of the batch; B the mean over the batch of the sum over classes of
  exp(s cos - m), where a class that a clip is of altogether counts exp(0 - m); theta the lower median of sum_c y_c arccos(cos_c)."""
  logits = scale * cosines
  m = logits.max()
  terms = torch.where(y < 1, torch.exp(logits - m), torch.exp(-m))
  theta = (y * torch.acos(cosines.clamp(-1, 1))).sum(1).median()
  return ((m + torch.log(terms.sum(1).mean())) / torch.cos(theta.clamp_max(math.pi / 4))).clamp_max(bound)


class AdaProj(nn.Module):
  subclusters = 1  # for the start of the scale: sqrt(2) ln(classes - 1)

  def __init__(self, classes, dimension=DIMENSION, dim=2 * HALF, trainable=True, bound=1000.0):
    super().__init__()
    self.classes, self.dimension, self.bound = classes, dimension, bound
    subspaces = torch.empty(classes * dimension, dim)
    if trainable:
      self.subspaces = nn.Parameter(subspaces)
    else:
      self.register_buffer("subspaces", subspaces)
    self.register_buffer("scale", torch.tensor(max(math.sqrt(2) * math.log(classes - 1), 0.5)))

  def cosines(self, embedding):
    """Between the embedding and its projection, which is written out here: [batch, classes, dim]."""
    x, w = F.normalize(embedding), F.normalize(self.subspaces).view(self.classes, self.dimension, -1)
    projection = torch.einsum("bcj,cjd->bcd", torch.einsum("bd,cjd->bcj", x, w), w)
    return (x.unsqueeze(1) * F.normalize(projection, dim=2)).sum(2)

  def forward(self, embedding, y):
    cosines = self.cosines(embedding)
    if self.training:
      with torch.no_grad():
        self.scale.copy_(next_scale(self.scale, cosines, y, self.bound))
    return -(y * F.log_softmax(self.scale * cosines, 1)).sum(1).mean()


def network(samples):
  """The paper's, without squeeze-and-excitation, with halves of 256 numbers, and without parameters in the spectrogram branch's BN."""
  result = reference.EmbeddingNetwork(samples)
  for branch in result.spectrum, result.spectrogram:
    for name, module in list(branch.named_modules()):
      owner = branch.get_submodule(name.rpartition(".")[0]) if "." in name else branch
      last = name.rpartition(".")[2]
      if isinstance(module, reference.SqueezeExcitation):
        setattr(owner, last, nn.Identity())
      elif branch is result.spectrogram and isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
        setattr(owner, last, type(module)(module.num_features, affine=False, **reference.BN))
    branch.embedding = nn.Linear(branch.embedding.in_features, HALF, bias=False)
  return result


class Model(nn.Module):
  def __init__(self, samples, classes):
    super().__init__()
    self.network = network(samples)
    self.supervised = AdaProj(classes, trainable=False)
    self.self_supervised = AdaProj(3 * classes)

  def forward(self, wave, y, draws, trace=None):
    trace = {} if trace is None else trace
    with torch.no_grad():
      self.network(wave)  # the clean pass: running statistics move
      wave, y = reference.mixup(wave, y, draws["lam"], draws["mixup"])
      spectrum, spectrogram = reference.magnitude_spectrum(wave), reference.magnitude_spectrogram(wave)
      trace.update(mixed_wave=wave, mixed_label=y, spectrum=spectrum, spectrogram=spectrogram)
    first, second = self.network.spectrum(spectrum), self.network.spectrogram(spectrogram)
    exchanged = torch.cat([reference.choose(draws["featex"], first.flip(0), first), second], 1)
    label = reference.exchange_label(y, draws["featex"])
    embedding = torch.cat([first, second], 1)
    trace.update(embedding=embedding, featex_embedding=exchanged, featex_label=label)
    return self.supervised(embedding, y), self.self_supervised(exchanged, label)


def adam(model):
  return torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7, weight_decay=1e-5)
