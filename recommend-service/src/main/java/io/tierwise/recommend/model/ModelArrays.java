package io.tierwise.recommend.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers with their length in front, written in one piece. */
final class ModelArrays {
  private static final int MAX_LENGTH = 200_000_000;

  static void write(DataOutputStream out, int[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES));
    buffer.asIntBuffer().put(values);
    write(out, values.length, buffer);
  }

  static void write(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    buffer.asFloatBuffer().put(values);
    write(out, values.length, buffer);
  }

  static void write(DataOutputStream out, double[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    buffer.asDoubleBuffer().put(values);
    write(out, values.length, buffer);
  }

  private static void write(DataOutputStream out, int length, ByteBuffer buffer)
      throws IOException {
    out.writeInt(length);
    out.write(buffer.array());
  }

  static int[] readInts(DataInputStream in) throws IOException {
    int[] values = new int[length(in)];
    bytes(in, values.length, Integer.BYTES).asIntBuffer().get(values);
    return values;
  }

  static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[length(in)];
    bytes(in, values.length, Float.BYTES).asFloatBuffer().get(values);
    return values;
  }

  static double[] readDoubles(DataInputStream in) throws IOException {
    double[] values = new double[length(in)];
    bytes(in, values.length, Double.BYTES).asDoubleBuffer().get(values);
    return values;
  }

  private static int length(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("an array of " + length);
    }
    return length;
  }

  private static ByteBuffer bytes(DataInputStream in, int length, int size) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(length, size)];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private ModelArrays() {}
}
