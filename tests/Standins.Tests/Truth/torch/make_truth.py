#!/usr/bin/python3
"""Writes the arrays that the TorchSharp contract tests compare with, computed by PyTorch 1.13.1."""
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))


def entry(t):
  t = t.detach()
  if t.is_complex():
    t = torch.view_as_real(t.resolve_conj())
  return {"shape": list(t.shape), "data": [round(v, 7) if isinstance(v, float) else int(v) for v in t.flatten().tolist()]}


def write(name, **tensors):
  with open(os.path.join(HERE, name + ".json"), "w") as f:
    f.write("{\n" + ",\n".join(f'  "{k}": {json.dumps(entry(v))}' for k, v in tensors.items()) + "\n}\n")


def draw(*shape):
  return torch.randn(*shape).mul(1000).round().div(1000)


def pointwise():
  x = torch.tensor([-2.5, -0.9, -0.1, 0.0, 0.3, 0.8, 3.0])
  u = torch.tensor([-0.9, -0.5, -0.1, 0.0, 0.3, 0.6, 0.9])
  p = torch.tensor([0.1, 0.5, 0.9, 1.0, 1.7, 2.0, 9.0])
  write(
    "pointwise", x=x, u=u, p=p, exp=x.exp(), expm1=x.expm1(), cos=x.cos(), sin=x.sin(), tanh=x.tanh(), sigmoid=x.sigmoid(),
    relu=x.relu(), abs=x.abs(), clamp=x.clamp(-0.5, 0.8), pow3=x.pow(3), acos=u.acos(), asin=u.asin(), log=p.log(),
    log1p=p.log1p(), sqrt=p.sqrt(), rsqrt=p.rsqrt(), addcmul=x.addcmul(u, p, value=0.5), addcdiv=x.addcdiv(u, p, value=0.5),
    softplus=F.softplus(x), atan2=torch.atan2(x, p))


def reductions():
  x = draw(3, 4, 5)
  values, indices = x.max(1)
  top, top_indices = x.topk(2, 2)
  ordered, order = x.sort(1, descending=True)
  write(
    "reductions", x=x, sum=x.sum(1), sum_all=x.sum(), mean=x.mean([0, 2], keepdim=True), std=x.std([0, 2]),
    std_biased=x.std(1, unbiased=False), var=x.var([1, 2], unbiased=False, keepdim=True), norm=x.norm(2, dim=2), norm1=x.norm(1),
    amax=x.amax([0, 1]), amin=x.amin([2], keepdim=True), max=values, argmax=indices, argmin=x.argmin(2), median=x.median(),
    topk=top, topk_indices=top_indices, sort=ordered, order=order, cumsum=x.cumsum(2), logsumexp=x.logsumexp(1),
    softmax=x.softmax(2), log_softmax=x.log_softmax(1), quantile=x.quantile(torch.tensor([0.25, 0.5]), 1), prod=x.prod(0))


def shapes():
  x = draw(2, 3, 4)
  write(
    "shapes", x=x, permute=x.permute(2, 0, 1), roll=x.roll(2, 1), flip=x.flip(0, 2), repeat=x.repeat(1, 2, 1),
    interleave=x.repeat_interleave(2, 1), tile=x.tile([2, 1, 1]), gather=x.gather(2, torch.tensor([[[0, 3], [1, 1], [2, 0]]] * 2)),
    narrow=x.narrow(2, 1, 2), unfold=x.unfold(2, 2, 1), tril=x[0, :, :3].tril(), masked=x.masked_fill(x > 0, -1.0),
    slice=x[:, 1:, ::2], newaxis=x[..., None, 0], mask=x[x > 0.2], where=torch.where(x > 0, x, x * x),
    index=x[:, torch.tensor([2, 0])], two=x[torch.tensor([0, 1]), torch.tensor([2, 1])])


def network():
  x = draw(4, 2, 9, 8).requires_grad_()
  conv = nn.Conv2d(2, 3, (3, 5), stride=(2, 1), padding=(1, 2))
  norm = nn.BatchNorm2d(3)
  linear = nn.Linear(3 * 2 * 4, 5)
  with torch.no_grad():
    for p in (*conv.parameters(), *norm.parameters(), *linear.parameters()):
      p.copy_(draw(*p.shape) * 0.3)
  labels = torch.tensor([4, 0, 1, 4])
  start = dict(conv_weight=conv.weight.clone(), conv_bias=conv.bias.clone(), norm_weight=norm.weight.clone(), norm_bias=norm.bias.clone(),
               linear_weight=linear.weight.clone(), linear_bias=linear.bias.clone())
  hidden = F.max_pool2d(F.relu(norm(conv(x))), 2, padding=0)
  out = linear(hidden.flatten(1))
  loss = F.cross_entropy(out, labels)
  loss.backward()
  norm.eval()
  write(
    "network", x=x, labels=labels, **start, out=out, loss=loss, running_mean=norm.running_mean, running_var=norm.running_var,
    grad_x=x.grad, grad_conv_weight=conv.weight.grad, grad_conv_bias=conv.bias.grad, grad_norm_weight=norm.weight.grad,
    grad_norm_bias=norm.bias.grad, grad_linear_weight=linear.weight.grad, grad_linear_bias=linear.bias.grad, eval=norm(conv(x)))


def network1d():
  x = draw(3, 2, 20).requires_grad_()
  w = draw(4, 2, 5).requires_grad_()
  b = draw(4).requires_grad_()
  y = F.conv1d(x, w, b, stride=2, padding=2, dilation=1)
  pooled = F.max_pool1d(y, 2)
  pooled.square().sum().backward()
  write("network1d", x=x, w=w, b=b, y=y, pooled=pooled, grad_x=x.grad, grad_w=w.grad, grad_b=b.grad)


def losses():
  x = draw(4, 6).requires_grad_()
  labels = torch.tensor([1, 5, 0, 3])
  soft = torch.softmax(draw(4, 6), 1)
  F.cross_entropy(x, soft).backward()
  write(
    "losses", x=x, labels=labels, soft=soft, mean=F.cross_entropy(x, labels), sum=F.cross_entropy(x, labels, reduction="sum"),
    none=F.cross_entropy(x, labels, reduction="none"), ignored=F.cross_entropy(x, labels, ignore_index=5),
    smooth=F.cross_entropy(x, labels, label_smoothing=0.1), soft_mean=F.cross_entropy(x, soft), soft_grad=x.grad,
    normalize=F.normalize(x), reflect=F.pad(x[None], (2, 1), mode="reflect"), padded=F.pad(x, (1, 2), value=7.0))


def spectral():
  x = draw(2, 64).requires_grad_()
  window = torch.hann_window(16)
  s = torch.stft(x, 16, 4, 16, window, center=True, return_complex=True)
  s.abs().square().mul(torch.arange(17.0)).sum().backward()
  stft_grad = x.grad.clone()
  x.grad = None
  r = torch.fft.rfft(x)
  r.abs().sum().backward()
  bare = torch.stft(x, 16, 8, 12, torch.hann_window(12), center=False, return_complex=True)
  write("spectral", x=x, window=window, stft=s, stft_grad=stft_grad, rfft=r, rfft_grad=x.grad, bare=bare, ortho=torch.fft.rfft(x, norm="ortho"))


def optimizers():
  start = draw(3, 2)
  target = draw(3, 2)
  result = dict(start=start, target=target)
  options = dict(
    adam=lambda p: torch.optim.Adam(p, lr=0.05),
    adam_decay=lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1),
    amsgrad=lambda p: torch.optim.Adam(p, lr=0.05, amsgrad=True))
  for name, make in options.items():
    p = nn.Parameter(start.clone())
    optimizer = make([p])
    steps = []
    for _ in range(8):
      optimizer.zero_grad()
      ((p - target).pow(4) + p.abs()).sum().backward()
      optimizer.step()
      steps.append(p.detach().clone())
    result[name] = torch.stack(steps)
  p = nn.Parameter(start.clone())
  ((p - target).pow(4)).sum().backward()
  result["clip_norm"] = torch.nn.utils.clip_grad_norm_([p], 0.5)
  result["clip_grad"] = p.grad
  write("optimizers", **result)


torch.manual_seed(20)
for part in (pointwise, reductions, shapes, network, network1d, losses, spectral, optimizers):
  part()
