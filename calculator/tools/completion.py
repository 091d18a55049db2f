"""Completion of commands and options in a shell, from the parser itself."""

import argparse
from collections.abc import Iterator
from typing import NamedTuple

SHELLS = ("bash", "zsh", "fish")


class _Words(NamedTuple):
    """What may follow one command."""

    command: str
    help: str
    words: tuple[str, ...]


def completion(parser: argparse.ArgumentParser, shell: str, program: str) -> str:
    """A script for a shell; `eval "$(program completion bash)"` or the like takes it in.

    Args:
        parser: of all commands.
        shell: one of `SHELLS`.
        program: the word that is typed to call it, without spaces.
    """
    commands = list(_commands(parser))
    script = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]
    return "\n".join(script(commands, program))


def _commands(parser: argparse.ArgumentParser) -> Iterator[_Words]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {each.dest: each.help or "" for each in action._choices_actions}
            for name, command in action.choices.items():
                yield _Words(name, helps.get(name, ""), tuple(_options(command)))


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    """Options, and the values of what takes one of a list."""
    for action in command._actions:
        yield from action.option_strings
        if not action.option_strings and action.choices:
            yield from map(str, action.choices)


def _bash(commands: list[_Words], program: str) -> Iterator[str]:
    name = f"_{program.replace('-', '_')}"
    yield f"{name}() {{"
    yield '  local word="${COMP_WORDS[COMP_CWORD]}" words'
    yield '  if [ "$COMP_CWORD" -eq 1 ]; then'
    yield f"    words='{' '.join(each.command for each in commands)} --help --version'"
    yield '  else case "${COMP_WORDS[1]}" in'
    for each in commands:
        yield f"    {each.command}) words='{' '.join(each.words)}' ;;"
    yield "  esac; fi"
    yield '  COMPREPLY=($(compgen -W "$words" -- "$word"))'
    yield "}"
    yield f"complete -o default -F {name} {program}"


def _zsh(commands: list[_Words], program: str) -> Iterator[str]:
    yield "autoload -U +X bashcompinit && bashcompinit"
    yield from _bash(commands, program)


def _fish(commands: list[_Words], program: str) -> Iterator[str]:
    alone = f"complete -c {program} -n __fish_use_subcommand"
    for each in commands:
        words = each.help.replace("'", "")
        yield f"{alone} -f -a {each.command} -d '{words}'"
        within = f"complete -c {program} -n '__fish_seen_subcommand_from {each.command}'"
        for word in each.words:
            option = f"-l {word[2:]}" if word.startswith("--") else f"-f -a {word}"
            yield f"{within} {option}" if word != "-h" else f"{within} -s h"
