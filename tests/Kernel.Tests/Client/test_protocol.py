"""Jupyter's own checks of a kernel (jupyter_kernel_test), against ours. Run by tests/run.sh."""
import unittest

import jupyter_kernel_test


class CSharpKernel(jupyter_kernel_test.KernelTests):
  kernel_name = ".net-csharp"
  language_name = "C#"
  file_extension = ".cs"
  code_hello_world = 'Console.Write("hello, world");'
  code_stderr = 'Console.Error.Write("oops");'
  completion_samples = [
    {"text": "Console.Wri", "matches": {"Write", "WriteLine"}},
    {"text": "Enumerable.Ran", "matches": {"Range"}},
  ]
  complete_code_samples = ["1 + 1", "var x = 3;", "for (var i = 0; i < 3; i++)\n{\n}\n"]
  incomplete_code_samples = ["for (var i = 0; i < 3; i++)\n{", "string.Join(", "class C {"]
  invalid_code_samples = ["var = = 3;", "if (true)) {}"]
  code_inspect_sample = "Console.WriteLine"
  code_generate_error = 'throw new InvalidOperationException("wrong");'
  code_execute_result = [
    {"code": "6 * 7", "result": "42"},
    {"code": 'var s = "a"; s + "b"', "result": "ab"},
  ]
  code_display_data = [
    {"code": 'HTML("<b>bold</b>").Display();', "mime": "text/html"},
    {"code": "display(3);", "mime": "text/plain"},
  ]
  # The engine has nothing to clear outputs with.
  code_clear_output = ""
  supported_history_operations = ("tail", "range", "search")
  code_history_pattern = "6 ? 7"
  # There is no pager: help is shown by inspection only.
  code_page_something = ""


if __name__ == "__main__":
  unittest.main()
