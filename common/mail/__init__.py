"""Letters: made of words and files, laid into a folder or handed to a mail server; the only home of smtplib."""
