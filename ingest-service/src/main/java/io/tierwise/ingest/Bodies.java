package io.tierwise.ingest;

import io.tierwise.ingest.validation.Quoted;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Takes a request's body, plain or compressed, never more of it than the limit. */
public final class Bodies {
  /**
   * @throws ProblemException 400 on a broken stream, 413 above the limit, 415 on a form other than
   *     JSON in UTF-8
   */
  public static byte[] read(HttpServletRequest request, long max) {
    checkType(request.getContentType());
    boolean compressed = isCompressed(request);
    if (request.getContentLengthLong() > max) {
      throw tooLarge(max);
    }
    try (InputStream raw = new Bounded(request.getInputStream(), max);
        InputStream plain = compressed ? new GZIPInputStream(raw, 8_192) : raw) {
      byte[] body =
          compressed || request.getContentLengthLong() < 0
              ? plain.readNBytes(Math.toIntExact(max + 1))
              : exactly(plain, Math.toIntExact(request.getContentLengthLong()));
      if (body.length > max) {
        throw tooLarge(max);
      }
      return body;
    } catch (ZipException | EOFException e) {
      throw broken("broken-gzip", "The body is not a complete gzip stream");
    } catch (IOException e) {
      throw broken("incomplete-body", "The body ended before its time");
    }
  }

  /** Into an array of that size, rather than into pieces that are put together then. */
  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] body = new byte[length];
    if (in.readNBytes(body, 0, length) < length) {
      throw new IOException("only a part of " + length + " bytes");
    }
    return body;
  }

  /** Whether the length of the request says how long its body will be. */
  public static long expectedLength(HttpServletRequest request) {
    return isCompressed(request) ? -1 : request.getContentLengthLong();
  }

  private static boolean isCompressed(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw unsupported(
              HttpHeaders.CONTENT_ENCODING, Quoted.of(encoding) + " is not supported; gzip is");
    };
  }

  /** Browsers send text/plain where they want to spare a preflight. */
  private static void checkType(@Nullable String contentType) {
    if (contentType == null) {
      return;
    }
    MediaType type;
    try {
      type = MediaType.parseMediaType(contentType);
    } catch (InvalidMediaTypeException e) {
      throw unsupported(HttpHeaders.CONTENT_TYPE, Quoted.of(contentType) + " is not a media type");
    }
    if (!MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
        && !MediaType.TEXT_PLAIN.equalsTypeAndSubtype(type)) {
      throw unsupported(
          HttpHeaders.CONTENT_TYPE, Quoted.of(contentType) + " is not application/json");
    }
    String charset = type.getParameter("charset");
    if (charset != null
        && !charset.replace("\"", "").equalsIgnoreCase("utf-8")
        && !charset.replace("\"", "").equalsIgnoreCase("us-ascii")) {
      throw unsupported(HttpHeaders.CONTENT_TYPE, Quoted.of(charset) + " is not utf-8");
    }
  }

  private static ProblemException tooLarge(long max) {
    return new ProblemException(
        HttpStatus.CONTENT_TOO_LARGE,
        "content-too-large",
        "The body has more than " + max + " bytes",
        List.of(new FieldProblem("$", "too-large", "more than " + max + " bytes")),
        null);
  }

  private static ProblemException unsupported(String header, String message) {
    return new ProblemException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported-media-type",
        header + ": " + message,
        List.of(new FieldProblem(header, "unsupported", message)),
        null);
  }

  private static ProblemException broken(String code, String detail) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, code, detail, List.of(new FieldProblem("$", code, detail)), null);
  }

  /** Compressed bytes count too: empty gzip members could go on for ever without any output. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final long max;
    private long left;

    Bounded(InputStream in, long max) {
      this.in = in;
      this.left = max;
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(n);
      return n;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    private void count(int n) {
      left -= Math.max(0, n);
      if (left < 0) {
        throw tooLarge(max);
      }
    }
  }

  private Bodies() {}
}
