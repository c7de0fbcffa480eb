package io.tierwise.segmentation.clv;

/** A smooth function of several variables that is to be made small. */
interface Objective {
  /**
   * @param at the point
   * @param gradient written over with the derivatives there
   * @return the value there; not a number, or infinite, where the function is not defined
   */
  double at(double[] at, double[] gradient);
}
