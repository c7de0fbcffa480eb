package io.tierwise.ingest.validation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: no overlong forms, no encoded surrogates, nothing cut short. */
public final class Utf8 {
  private static final int NONE = -1;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080808080808080L;

  public static boolean isValid(byte[] bytes, int offset, int length) {
    return firstInvalid(bytes, offset, length) == NONE;
  }

  /**
   * @return where in the range the first invalid sequence begins, or -1
   */
  static int firstInvalid(byte[] bytes, int offset, int length) {
    int ascii = 0;
    while (ascii + Long.BYTES <= length
        && ((long) EIGHT.get(bytes, offset + ascii) & NOT_ASCII) == 0) {
      ascii += Long.BYTES;
    }
    while (ascii < length && bytes[offset + ascii] >= 0) {
      ascii++;
    }
    if (ascii == length) {
      return NONE;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, offset + ascii, length - ascii);
    CharBuffer out = CharBuffer.allocate(Math.min(length - ascii + 1, 4096));
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() - offset : NONE;
  }

  private Utf8() {}
}
