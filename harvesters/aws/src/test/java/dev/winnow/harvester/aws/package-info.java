@NullMarked
package dev.winnow.harvester.aws;

import org.jspecify.annotations.NullMarked;
