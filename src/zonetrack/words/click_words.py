"""Words: the sentences that Click itself prints, in our language instead of the environment's."""

from __future__ import annotations

import gettext

# Sentence of Click, of two numbers the singular → the same in Chinese, which has but one number.
CHINESE = {
    "Aborted!": "已中止。",
    "deprecated": "已弃用",
    "Options": "选项",
    "Positional arguments": "参数",
    "Commands": "命令",
    "Missing command.": "缺少命令。",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "注意：命令 {name!r} 已弃用。{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "注意：{name!r} 已弃用。{extra_message}",
    "Got unexpected extra argument ({args})": "多出了不认识的参数（{args}）",
    "Value must be an iterable.": "须给出一列值。",
    "Takes {nargs} values but 1 was given.": "需要 {nargs} 个值，给了 {len} 个。",
    "Name '{name}' defined twice": "名称“{name}”定义了两次",
    "Boolean option {decl!r} cannot use the same flag for true/false.": "开关选项 {decl!r} 的“是”与“否”不能用同一个写法。",
    "Could not determine name for option with declarations {decls!r}": "无法由声明 {decls!r} 定出选项的名称",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to pass '--{name}'?": "给了名称（{name}）却没有选项。本意是声明参数，还是写作“--{name}”？",
    "env var: {var}": "环境变量：{var}",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "(dynamic)": "（运行时确定）",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": "一个参数只能有一个声明，给了 {length} 个：{decls}。",
    "Do you want to continue?": "是否继续？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "%(prog)s, version %(version)s": "%(prog)s，版本 %(version)s",
    "Show the version and exit.": "显示版本后退出。",
    "Show this message and exit.": "显示本帮助后退出。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用法详见：{command} {option}",
    "Invalid value: {message}": "值无效：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值无效：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少必填项",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "Did you mean {possibility}?": "是否指 {possibilities}？",
    "unknown error": "未知错误",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename!r}：{message}",
    "Usage:": "用法：",
    "Invalid start character for option ({option})": "选项不能以此字符开头（{option}）",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 需要 {nargs} 个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name!r} 需要 {nargs} 个值。",
    "Couldn't detect Bash version, shell completion is not supported.": "查不到 Bash 的版本，无法使用命令补全。",
    "Shell completion is not supported for Bash versions older than 4.4.": "Bash 4.4 以前的版本不支持命令补全。",
    "Press any key to continue...": "按任意键继续……",
    "Repeat for confirmation": "请再输入一次",
    "Error: The two entered values do not match.": "错误：两次输入不一致。",
    "Error: invalid input": "错误：输入无效",
    "Unknown color {colour!r}": "没有颜色 {colour!r}",
    "d": "天",
    "{editor}: Editing failed": "{editor}：编辑未成功",
    "{editor}: Editing failed: {e}": "{editor}：编辑未成功：{e}",
    "Windows error: {error}": "系统错误：{error}",
    "Choice({choices})": "可选值（{choices}）",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} 不是可选的值；可选：{choices}。",
    "{value!r} does not match the format {format}.": "{value!r} 不合格式 {formats}。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是有效的数字。",
    "{value} is not in the range {range}.": "{value} 不在允许的范围 {range} 内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} 不是“是”或“否”。认得的值：{states}",
    "{value!r} is not a valid UUID.": "{value!r} 不是有效的 UUID。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不可读。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不可写。",
    "{name} {filename!r} is not executable.": "{name} {filename!r} 不可执行。",
    "{len_type} values are required, but {len_value} was given.": "需要 {len_type} 个值，给了 {len_value} 个。",
    "Unknown standard stream '{name}'": "没有标准流“{name}”",
    "{text} {deprecated_message}": "{text} {deprecated_message}",
    "No such option: {name}": "没有选项 {name}",
    "Error: The value you entered was invalid.": "错误：输入的值无效。",
    "Error: {e.message}": "错误：{e.message}",
}

_sentences: dict[str, str] = {}


def bind(language: str) -> None:
    """Make Click say its own words in `language`: zh from the table above, anything else in its plain English.

    Call it before Click is first imported.  Click takes `gettext` and `ngettext` from the standard module, which
    would ask LANGUAGE, LC_ALL and LANG at every sentence; setting those here would change them for the programs
    that we start, too.  So Click is given two functions that ask only us; a later call changes the language again.
    """
    global _sentences
    _sentences = CHINESE if language == "zh" else {}
    gettext.gettext = said
    gettext.ngettext = said_of


def said(message: str) -> str:
    """Return a sentence of Click in the language in force."""
    return _sentences.get(message, message)


def said_of(msgid1: str, msgid2: str, n: int) -> str:
    """Return a sentence of Click about `n` things in the language in force."""
    return _sentences.get(msgid1, msgid1 if n == 1 else msgid2)
