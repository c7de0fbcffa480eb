/** What users did with items, and how strong an interest that shows. */
@NullMarked
package io.tierwise.recommend.interaction;

import org.jspecify.annotations.NullMarked;
