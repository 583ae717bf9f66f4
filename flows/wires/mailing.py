"""One document to one recipient by SMTP, and how sure it is that it arrived."""

import hashlib
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from flows.clock import CHINA, now
from flows.wires.recipients import MailServer
from flows.wires.remote import Waits
from matchers.leads.dispatched import FAILED, REFUSED, SENT, UNCERTAIN

POLICY = SMTP.clone(max_line_length=900, cte_type="7bit")  # not every server takes eight bits; a Chinese name in one piece: split ones become AT00001.bin in Chinese mail programs
DONE, FOR_GOOD = 250, 500


def letter(server: MailServer, to: str, subject: str, body: str, name: str, data: bytes, sha256: str) -> bytes:
    """The same recipient, document and content have the same Message-ID: what comes twice is seen to be one."""
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"], message["Subject"] = server.sender, to, subject
    message["Date"] = format_datetime(now().replace(tzinfo=CHINA))
    number = hashlib.sha256("\n".join((to, name, sha256)).encode()).hexdigest()[:40]
    message["Message-ID"] = f"<{number}@bidui.invalid>"
    message.set_content(body)
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mail(server: MailServer, password: str | None, to: str, message: bytes, waits: Waits) -> tuple[str, str]:
    """(state, why): what fails before the message is handed over has not arrived, a line that drops then says nothing."""
    smtp = None
    try:
        smtp = _logged_in(server, password, waits)
        code, _ = smtp.mail(server.sender)
        if code == DONE:
            code, _ = smtp.rcpt(to)
        if code not in (DONE, DONE + 1):
            return (REFUSED, "邮件服务器不收这个收件人，请核对邮箱") if code >= FOR_GOOD else (FAILED, "邮件服务器说过一会儿再发")
        return _handed_over(smtp, message)
    except ssl.SSLCertVerificationError:
        return FAILED, "邮件服务器的证书不是认得的机构发的，没有发"
    except smtplib.SMTPAuthenticationError:
        return FAILED, "邮箱的用户名或密码不对"
    except (OSError, smtplib.SMTPException):
        return FAILED, "没能连上邮件服务器，下次再发"
    finally:
        if smtp:
            with suppress(Exception):
                smtp.close()


def _logged_in(server: MailServer, password: str | None, waits: Waits) -> smtplib.SMTP:
    parts, trusted = urlsplit(server.server), ssl.create_default_context()
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname or "", parts.port or 465, timeout=waits.answer, context=trusted)
    else:
        smtp = smtplib.SMTP(parts.hostname or "", parts.port or 587, timeout=waits.answer)
        smtp.starttls(context=trusted)
    smtp.ehlo()
    if password is not None:
        smtp.login(unquote(parts.username or server.sender), password)
    return smtp


def _handed_over(smtp: smtplib.SMTP, message: bytes) -> tuple[str, str]:
    try:
        code, _ = smtp.data(message)
    except smtplib.SMTPDataError as said:
        code = said.smtp_code
    except (OSError, smtplib.SMTPException):
        return UNCERTAIN, "交到一半断了，可能到了也可能没到；问过对方没收到，再加 --again 重发"
    if code == DONE:
        return SENT, ""
    return (REFUSED, "邮件服务器不收这封信（可能太大）") if code >= FOR_GOOD else (FAILED, "邮件服务器说过一会儿再发")
