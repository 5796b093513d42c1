package dev.winnow.harvester.aws;

import org.jspecify.annotations.Nullable;

/** A file is not what the AWS CLI prints; the message names file, line and column. */
final class BrokenFileException extends RuntimeException {
    BrokenFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
