"""What somebody sends is never put down in a temporary file."""

from io import BytesIO

from portal.web.uploads import WholeRequest

HEAD = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'


def test_a_large_file_stays_in_memory():
    content = b"x" * 2_000_000
    body = HEAD + content + b"\r\n--edge--\r\n"
    request = WholeRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=edge",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )
    held = request.files["file"].stream
    assert isinstance(held, BytesIO) and held.read() == content


def test_the_portal_reads_requests_so(app):
    assert app.request_class is WholeRequest
