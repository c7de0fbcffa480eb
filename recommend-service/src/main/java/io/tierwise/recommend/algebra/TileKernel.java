package io.tierwise.recommend.algebra;

/**
 * Multiplies blocks of {@link Tile#SIZE} rows and columns that are packed for it: panels of so many
 * rows, one after the other, each column by column.
 */
interface TileKernel {
  /** Rows of a panel; they divide the size of a block. */
  int panel();

  /** c += sign · a · b', all three packed. */
  void multiplyAdd(float[] c, float[] a, float[] b, float sign);

  /**
   * The one with registers of 512 bits where processor and virtual machine have what it takes. The
   * module incubates and has to be named at the start of Java ({@code --add-modules
   * jdk.incubator.vector}); without the second compiler its vectors would be objects.
   */
  static TileKernel fastest() {
    boolean compiled = !System.getProperty("java.vm.info", "").contains("emulated-client");
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return compiled && there && VectorKernel.suits() ? new VectorKernel() : new LoopKernel();
  }
}
