/** The report of a run: one page with its pictures and numbers, without any drawing library. */
@NullMarked
package io.tierwise.segmentation.report;

import org.jspecify.annotations.NullMarked;
