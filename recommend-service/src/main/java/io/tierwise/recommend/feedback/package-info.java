/** What shoppers did with the lists they were shown. */
@NullMarked
package io.tierwise.recommend.feedback;

import org.jspecify.annotations.NullMarked;
