"""A process that may call nobody: the kernel ends it at the first attempt to connect or send, whoever makes it."""

import ctypes
import platform
import sys

import pytest

# By machine: its number, and those of the calls connect, sendto, sendmsg and sendmmsg. A socket by itself reaches
# nobody (a library that spaCy needs opens one to learn whether this machine knows IPv6), and a pair of them, as between
# a process and its workers, is written to by another call.
_CALLS = {"x86_64": (0xC000003E, 42, 44, 46, 307), "aarch64": (0xC00000B7, 203, 206, 211, 269)}
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


needed = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in _CALLS, reason="forbids calls by a filter of Linux"
)


def forbid_calls() -> None:
    """From here on this process and its children are killed (SIGSYS) when they connect or send to anybody."""
    machine, *calls = _CALLS[platform.machine()]
    asks = [_Step(_EQUAL, len(calls) - i, 0, call) for i, call in enumerate(calls)]
    known = [_Step(_LOAD, 0, 0, 4), _Step(_EQUAL, 0, len(calls) + 1, machine), _Step(_LOAD, 0, 0, 0), *asks]
    steps = [*known, _Step(_RETURN, 0, 0, _ALLOW), _Step(_RETURN, 0, 0, _KILL)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "no filter for system calls")
