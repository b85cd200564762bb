"""The Jupyter project's own tests of kernels, run against the installed kernelspec ``assay``."""

import unittest

import jupyter_kernel_test as jkt

HTML = "display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>bold</b>' }) })"


class AssayTests(jkt.KernelTests):
    kernel_name = "assay"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "'text'.toUpperC", "matches": {"toUpperCase"}},
        {"text": "Math.imu", "matches": {"imul"}},
    ]
    complete_code_samples = ["const a = 1", "console.log('x')", "function f() {\n  return 1\n}", "await 1"]
    incomplete_code_samples = ["function f() {", "const s = `open", "f(1,"]
    invalid_code_samples = ["const = 1)", "let x = 08x", "}"]
    code_page_something = "%help"
    code_generate_error = "throw new Error('boom')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "await Promise.resolve([1, 2])", "result": "[ 1, 2 ]"},
    ]
    code_display_data = [{"code": HTML, "mime": "text/html"}]
    code_history_pattern = "6 [*]*7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math"
    code_clear_output = "clearOutput()"


class AssayWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "assay"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
