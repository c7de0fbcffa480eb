/** Features, runs, assignments and policies in PostgreSQL. */
@NullMarked
package io.tierwise.segmentation.adapter.postgres;

import org.jspecify.annotations.NullMarked;
