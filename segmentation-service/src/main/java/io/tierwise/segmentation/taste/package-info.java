/** What customers like, in groups and in pairs, beside what they are worth. */
@NullMarked
package io.tierwise.segmentation.taste;

import org.jspecify.annotations.NullMarked;
