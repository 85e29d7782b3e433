"""A real SMTP server for the tests. Prints its port, then one line of JSON for each message, read by Python's own parser.

Commands come on standard input, one a line: `CODE TIMES` answers the next so many messages with that code.
"""

import asyncio
import base64
import email
import email.policy
import json
import sys
import threading

from aiosmtpd.smtp import SMTP

answers = []


class Handler:
    async def handle_DATA(self, server, session, envelope):
        if answers:
            code = answers.pop(0)
            print(json.dumps({"refused": code, "to": envelope.rcpt_tos}), flush=True)
            return f"{code} as the test wants it"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        single = [part for part in message.walk() if not part.is_multipart()]
        parts = [part for part in single if not part.is_attachment()]
        files = [part for part in single if part.is_attachment()]
        print(
            json.dumps(
                {
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "headers": {name.lower(): str(value) for name, value in message.items()},
                    "type": message.get_content_type(),
                    "parts": {part.get_content_type(): part.get_content() for part in parts},
                    "files": [
                        {
                            "name": file.get_filename(),
                            "type": file.get_content_type(),
                            "bytes": base64.b64encode(file.get_content()).decode(),
                        }
                        for file in files
                    ],
                    "defects": [str(d) for part in message.walk() for d in part.defects],
                }
            ),
            flush=True,
        )
        return "250 taken"


def commands():
    for line in sys.stdin:
        code, times = line.split()
        answers.extend([int(code)] * int(times))
        print(json.dumps({"armed": code}), flush=True)


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), hostname="localhost", loop=loop), "127.0.0.1", int(sys.argv[1]))
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    threading.Thread(target=commands, daemon=True).start()
    await server.serve_forever()


asyncio.run(serve())
