/** Words out of the texts of items. */
@NullMarked
package io.tierwise.recommend.adapter.text;

import org.jspecify.annotations.NullMarked;
