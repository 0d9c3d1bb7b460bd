"""Repeats the pictures of a one-track mp4 by its index alone: loop_mp4.py IN OUT TIMES. The picture data stays as it is."""
import struct
import sys


def boxes(data):
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8:at + size]
        at += size


def box(kind, body):
    return struct.pack(">I4s", len(body) + 8, kind) + body


def scaled(body, offset, times):
    """A version 0 box whose 32-bit number at `offset` is a duration."""
    value, = struct.unpack_from(">I", body, offset)
    return body[:offset] + struct.pack(">I", value * times) + body[offset + 4:]


def numbers(body):
    """The 32-bit numbers after version, flags and count."""
    return list(struct.unpack(f">{(len(body) - 8) // 4}I", body[8:]))


def table(count, values):
    return struct.pack(f">II{len(values)}I", 0, count, *values)


def rewritten(data, times, start, samples):
    out = b""
    for kind, body in boxes(data):
        if kind in (b"trak", b"mdia", b"minf", b"stbl", b"edts"):
            body = rewritten(body, times, start, samples)
        elif kind == b"mvhd":
            body = scaled(body, 16, times)
        elif kind == b"tkhd":
            body = scaled(body, 20, times)
        elif kind == b"mdhd":
            body = scaled(body, 16, times)
        elif kind == b"elst":
            body = scaled(body, 8, times)
        elif kind == b"stts":
            count, delta = numbers(body)
            body = table(1, [count * times, delta])
        elif kind == b"stss":
            keys = numbers(body)
            body = table(len(keys) * times, [key + loop * samples for loop in range(times) for key in keys])
        elif kind == b"stsz":
            sizes = numbers(body)[1:]
            body = struct.pack(">III", 0, 0, samples * times) + struct.pack(f">{samples}I", *sizes) * times
        elif kind == b"stsc":
            body = table(1, [1, samples, 1])
        elif kind == b"stco":
            body = table(times, [start] * times)
        elif kind == b"udta":
            continue
        out += box(kind, body)
    return out


def find(data, *path):
    for kind in path:
        data = next(body for found, body in boxes(data) if found == kind)
    return data


source, target, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(source, "rb") as file:
    whole = file.read()
head = box(b"ftyp", find(whole, b"ftyp"))
moov = find(whole, b"moov")
samples, = struct.unpack_from(">I", find(moov, b"trak", b"mdia", b"minf", b"stbl", b"stsz"), 8)
moov_size = len(box(b"moov", rewritten(moov, times, 0, samples)))
moov = box(b"moov", rewritten(moov, times, len(head) + moov_size + 8, samples))
with open(target, "wb") as file:
    file.write(head + moov + box(b"mdat", find(whole, b"mdat")))
