package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.settings.RemoteSource;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

/** What goes wrong with a bucket, in sentences that are the same each time it goes wrong that way. */
final class S3Failures {
    private static final String EXPIRED = "its credentials have expired. Give it others, or a profile or role that"
            + " renews them";

    private S3Failures() {
    }

    /** @param failure of a request on the bucket, or of getting credentials for it */
    static IOException explain(RemoteSource.S3 source, SdkException failure) {
        String why = switch (failure) {
            case StsException e -> "the role '%s' cannot be assumed (%s)".formatted(source.role().map(
                    RemoteSource.Role::arn).orElse(""), reason(e));
            case AwsServiceException e -> service(source, e);
            case SdkClientException e when String.valueOf(e.getMessage()).contains("credentials")
                    || String.valueOf(e.getMessage()).contains("rofile") ->
                "no credentials are found. Give it 'profile', 'access_key' and 'secret_key', or 'unsigned'; without"
                        + " them the scheduler's environment, AWS files and instance role are asked ("
                        + firstLine(e) + ")";
            default -> "the server cannot be reached or breaks off (" + firstLine(failure) + "). Check 'endpoint',"
                    + " the firewall and http_proxy, https_proxy, no_proxy";
        };
        return new IOException(source.location() + " cannot be read: " + why + ".", failure);
    }

    /** Why a single object cannot be fetched. */
    static String object(AwsServiceException failure) {
        return switch (code(failure)) {
            case "AccessDenied" -> "these credentials may not read it (s3:GetObject, and kms:Decrypt where it is"
                    + " encrypted)";
            case "InvalidObjectState" ->
                "it is in an archive class (Glacier); restore it, or store it in another class";
            default -> reason(failure);
        };
    }

    /** Whether the object is not what was listed any more. */
    static boolean isChanged(AwsServiceException failure) {
        return failure.statusCode() == 412 || failure.statusCode() == 404;
    }

    /** Whether the rest of the bucket may still be readable. */
    static boolean isOnlyTheObjects(AwsServiceException failure) {
        return switch (code(failure)) {
            case "AccessDenied", "InvalidObjectState", "NoSuchKey", "PreconditionFailed", "NoSuchVersion" -> true;
            default -> failure.statusCode() == 403 && code(failure).isEmpty() || isChanged(failure);
        };
    }

    private static String service(RemoteSource.S3 source, AwsServiceException e) {
        return switch (code(e)) {
            case "AccessDenied", "AllAccessDisabled", "AccountProblem" ->
                "these credentials may not list it (s3:ListBucket on the bucket, s3:GetObject on its objects)";
            case "NoSuchBucket" -> "there is no bucket '" + source.bucket() + "'";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException",
                    "TemporaryRedirect" ->
                wrongRegion(e);
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" -> EXPIRED;
            case "InvalidAccessKeyId", "InvalidToken" -> "its access key is not known there";
            case "SignatureDoesNotMatch" -> "its secret key is wrong";
            case "RequestTimeTooSkewed" -> "this host's clock is wrong";
            case "SlowDown", "ServiceUnavailable" -> "it asks to come back later";
            default -> e.statusCode() == 301
                    ? wrongRegion(e)
                    : e.statusCode() == 403
                            ? "these credentials may not list it (" + reason(e) + ")"
                            : "the server answered %d (%s)".formatted(e.statusCode(), reason(e));
        };
    }

    private static String wrongRegion(AwsServiceException e) {
        Optional<String> region = e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? Optional.empty()
                : e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
        return "the bucket is in another region. Set 'region' of the source"
                + region.map(name -> " to '" + name + "'").orElse("");
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    /** Without request ids, which differ each time. */
    private static String reason(AwsServiceException e) {
        String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        return message == null || message.isBlank() ? "status " + e.statusCode() : code(e) + ": " + message;
    }

    private static String firstLine(SdkException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.replaceAll(" \\(SDK Attempt Count: \\d+\\)", "").replaceAll("\\.$", "");
    }
}
