// A small C ABI over libtorch: one entry point calls any ATen operator through the dispatcher,
// the rest is what is no operator. No exception crosses it: a call that can fail returns nonzero
// and leaves its text in st_last_error. A tensor handle is an at::Tensor* owned by the caller.
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>
#include <torch/version.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#define ST_API extern "C" __attribute__((visibility("default")))

namespace {

// The same numbers stand in Interop/Arg.cs.
enum Tag : int64_t {
  None = 0, TensorTag, Int, Double, Bool, IntList, TensorList, OptionalTensorList,
  GeneratorTag, String, DeviceTag
};

struct Arg {
  int64_t tag;
  union { void* p; int64_t i; double d; };
  int64_t n;  // list length, device index
};

thread_local std::string last_error;

int fail(const std::string& text) {
  last_error = text;
  return 1;
}

template <class F>
int guarded(F f) noexcept {
  try {
    f();
    return 0;
  } catch (const c10::Error& e) {
    return fail(e.what_without_backtrace());
  } catch (const std::exception& e) {
    return fail(e.what());
  } catch (...) {
    return fail("unknown error in libtorch");
  }
}

at::Tensor& T(void* p) { return *static_cast<at::Tensor*>(p); }
void* own(at::Tensor t) { return new at::Tensor(std::move(t)); }
void* own_or_null(at::Tensor t) { return t.defined() ? own(std::move(t)) : nullptr; }

std::vector<at::Tensor> tensors(void* p, int64_t n) {
  auto handles = static_cast<void**>(p);
  std::vector<at::Tensor> list;
  list.reserve(n);
  for (int64_t i = 0; i < n; i++) list.push_back(handles[i] ? T(handles[i]) : at::Tensor());
  return list;
}

c10::IValue unpack(const Arg& a) {
  switch (a.tag) {
    case None: return c10::IValue();
    case TensorTag: return T(a.p);
    case Int: return a.i;
    case Double: return a.d;
    case Bool: return a.i != 0;
    case IntList: return at::ArrayRef<int64_t>(static_cast<int64_t*>(a.p), a.n);
    case TensorList: return c10::List<at::Tensor>(tensors(a.p, a.n));
    case OptionalTensorList: {
      c10::impl::GenericList list(c10::OptionalType::create(c10::TensorType::get()));
      for (auto& t : tensors(a.p, a.n)) list.push_back(t.defined() ? c10::IValue(t) : c10::IValue());
      return list;
    }
    case GeneratorTag: return *static_cast<at::Generator*>(a.p);
    case String: return std::string(static_cast<char*>(a.p), a.n);
    case DeviceTag: return c10::Device(static_cast<c10::DeviceType>(a.i), static_cast<c10::DeviceIndex>(a.n));
  }
  TORCH_CHECK(false, "unknown argument tag ", a.tag);
}

Arg pack(c10::IValue& v) {
  Arg a{};
  if (v.isTensor()) {
    a.tag = TensorTag;
    a.p = own_or_null(std::move(v).toTensor());
  } else if (v.isInt()) {
    a.tag = Int;
    a.i = v.toInt();
  } else if (v.isDouble()) {
    a.tag = Double;
    a.d = v.toDouble();
  } else if (v.isBool()) {
    a.tag = Bool;
    a.i = v.toBool();
  } else if (v.isTensorList()) {
    auto list = v.toTensorVector();
    auto handles = new void*[list.size()];
    for (size_t i = 0; i < list.size(); i++) handles[i] = own(std::move(list[i]));
    a.tag = TensorList;
    a.p = handles;
    a.n = static_cast<int64_t>(list.size());
  } else {
    TORCH_CHECK(v.isNone(), "a result of type ", v.tagKind(), " is not supported");
  }
  return a;
}

at::Generator default_generator(int64_t type, int64_t index) {
  auto device = static_cast<c10::DeviceType>(type);
  if (device == c10::DeviceType::CPU) return at::detail::getDefaultCPUGenerator();
  return at::globalContext().defaultGenerator(c10::Device(device, static_cast<c10::DeviceIndex>(index)));
}

}  // namespace

// ---- operators

ST_API const char* st_last_error() { return last_error.c_str(); }

ST_API int st_find(const char* name, const char* overload, void** op) {
  return guarded([&] {
    *op = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  });
}

// Arguments left out at the end take the defaults of the operator's schema.
ST_API int st_call(void* op, const Arg* args, int32_t count, Arg* results, int32_t* result_count) {
  return guarded([&] {
    auto& handle = *static_cast<c10::OperatorHandle*>(op);
    auto& formal = handle.schema().arguments();
    torch::jit::Stack stack;
    stack.reserve(formal.size());
    TORCH_CHECK(count <= static_cast<int32_t>(formal.size()), handle.schema().name(), ": too many arguments");
    for (int32_t i = 0; i < count; i++) stack.push_back(unpack(args[i]));
    for (size_t i = count; i < formal.size(); i++) {
      TORCH_CHECK(formal[i].default_value(), handle.schema().name(), ": missing argument ", formal[i].name());
      stack.push_back(*formal[i].default_value());
    }
    handle.callBoxed(&stack);
    int32_t wanted = *result_count;
    TORCH_CHECK(wanted == 0 || wanted == static_cast<int32_t>(stack.size()),
                handle.schema().name(), " has ", stack.size(), " results, not ", wanted);
    for (int32_t i = 0; i < wanted; i++) results[i] = pack(stack[i]);
  });
}

ST_API void st_free_list(void* list) { delete[] static_cast<void**>(list); }

// ---- tensors

ST_API void st_free(void* t) { delete static_cast<at::Tensor*>(t); }
ST_API int64_t st_dim(void* t) { return T(t).dim(); }
ST_API int64_t st_numel(void* t) { return T(t).numel(); }
ST_API int64_t st_element_size(void* t) { return static_cast<int64_t>(T(t).element_size()); }
ST_API int32_t st_dtype(void* t) { return static_cast<int32_t>(T(t).scalar_type()); }
ST_API int32_t st_device_type(void* t) { return static_cast<int32_t>(T(t).device().type()); }
ST_API int32_t st_device_index(void* t) { return static_cast<int32_t>(T(t).device().index()); }
ST_API int32_t st_requires_grad(void* t) { return T(t).requires_grad(); }
ST_API int32_t st_is_leaf(void* t) { return T(t).is_leaf(); }
ST_API int32_t st_is_contiguous(void* t) { return T(t).is_contiguous(); }

ST_API void st_sizes(void* t, int64_t* sizes) {
  auto s = T(t).sizes();
  std::memcpy(sizes, s.data(), s.size() * sizeof(int64_t));
}

ST_API void st_strides(void* t, int64_t* strides) {
  auto s = T(t).strides();
  std::memcpy(strides, s.data(), s.size() * sizeof(int64_t));
}

ST_API int st_data(void* t, void** data) {
  return guarded([&] { *data = T(t).data_ptr(); });
}

// ---- gradients

ST_API int st_set_requires_grad(void* t, int32_t on) {
  return guarded([&] { T(t).set_requires_grad(on != 0); });
}

ST_API int st_grad(void* t, void** grad) {
  return guarded([&] { *grad = own_or_null(T(t).grad()); });
}

ST_API int st_set_grad(void* t, void* grad) {
  return guarded([&] { T(t).mutable_grad() = grad ? T(grad) : at::Tensor(); });
}

ST_API int st_backward(void** roots, int64_t n, void** gradients, int64_t ng, void** inputs, int64_t ni,
                       int32_t retain, int32_t create) {
  return guarded([&] {
    torch::autograd::backward(tensors(roots, n), tensors(gradients, ng), retain != 0, create != 0,
                              tensors(inputs, ni));
  });
}

ST_API int st_autograd_grad(void** outputs, int64_t n, void** inputs, int64_t ni, void** gradients, int64_t ng,
                            int32_t retain, int32_t create, int32_t allow_unused, void** results) {
  return guarded([&] {
    auto list = torch::autograd::grad(tensors(outputs, n), tensors(inputs, ni), tensors(gradients, ng),
                                      retain != 0, create != 0, allow_unused != 0);
    for (size_t i = 0; i < list.size(); i++) results[i] = own_or_null(list[i]);
  });
}

ST_API int32_t st_grad_enabled() { return at::GradMode::is_enabled(); }
ST_API void st_set_grad_enabled(int32_t on) { at::GradMode::set_enabled(on != 0); }
ST_API void* st_inference_enter(int32_t on) { return new c10::InferenceMode(on != 0); }
ST_API void st_inference_leave(void* mode) { delete static_cast<c10::InferenceMode*>(mode); }

// ---- random numbers

ST_API int st_manual_seed(uint64_t seed) {
  return guarded([&] { at::manual_seed(seed); });
}

ST_API int st_generator(int64_t type, int64_t index, int32_t shared, uint64_t seed, void** generator) {
  return guarded([&] {
    auto g = default_generator(type, index);
    if (!shared) {
      g = g.clone();
      g.set_current_seed(seed);
    }
    *generator = new at::Generator(std::move(g));
  });
}

ST_API void st_generator_free(void* g) { delete static_cast<at::Generator*>(g); }

ST_API int st_generator_seed(void* g, uint64_t seed) {
  return guarded([&] {
    auto& generator = *static_cast<at::Generator*>(g);
    std::lock_guard<std::mutex> lock(generator.mutex());
    generator.set_current_seed(seed);
  });
}

ST_API int st_generator_initial_seed(void* g, uint64_t* seed) {
  return guarded([&] { *seed = static_cast<at::Generator*>(g)->current_seed(); });
}

ST_API int st_generator_state(void* g, void** state) {
  return guarded([&] { *state = own(static_cast<at::Generator*>(g)->get_state()); });
}

ST_API int st_generator_set_state(void* g, void* state) {
  return guarded([&] { static_cast<at::Generator*>(g)->set_state(T(state)); });
}

// ---- the machine

ST_API const char* st_version() { return TORCH_VERSION; }
ST_API int32_t st_threads() { return at::get_num_threads(); }

ST_API int st_set_threads(int32_t n) {
  return guarded([&] { at::set_num_threads(n); });
}

ST_API int32_t st_cuda_count() {
  int32_t count = 0;
  guarded([&] {
    if (at::hasCUDA() && c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA))
      count = c10::impl::VirtualGuardImpl(c10::DeviceType::CUDA).deviceCount();
  });
  return count;
}

ST_API int st_cuda_synchronize(int64_t index) {
  return guarded([&] {
    TORCH_CHECK(at::hasCUDA(), "No CUDA GPUs are available");
    at::detail::getCUDAHooks().deviceSynchronize(index);
  });
}
