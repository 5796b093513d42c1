/** A plugin: EC2 instances over the EC2 API or from the AWS CLI's files, and start and stop. It sees only the SPI. */
@NullMarked
package dev.winnow.harvester.aws;

import org.jspecify.annotations.NullMarked;
