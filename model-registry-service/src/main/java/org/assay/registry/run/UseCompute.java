package org.assay.registry.run;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used, as those who ran it say.
 *
 * @param platform where it ran
 * @param region which region of that
 * @param instanceType on which kind of machine
 * @param hours hours of the machine
 * @param cost what it cost
 * @param energyKwh kilowatt hours
 */
@Schema(name = "UseCompute")
record UseCompute(
    @NotNull @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "on-premises")
        String platform,
    @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "eu-north")
        @Nullable String region,
    @PlainText(max = 100) @Size(min = 1, max = 100) @Schema(examples = "8 cores, 64 GiB")
        @Nullable String instanceType,
    @NotNull
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("99999999")
        @Digits(integer = 8, fraction = 4)
        @Schema(examples = "1.5")
        BigDecimal hours,
    @Valid @Nullable Cost cost,
    @DecimalMin("0")
        @DecimalMax("9999999999")
        @Digits(integer = 10, fraction = 4)
        @Schema(examples = "0.42")
        @Nullable BigDecimal energyKwh) {

  /**
   * An amount of money.
   *
   * @param amount a decimal with at most two digits behind the point
   * @param currency ISO 4217 code
   */
  @Schema(name = "ComputeCost")
  record Cost(
      @NotNull
          @Pattern(regexp = "^[0-9]{1,12}([.][0-9]{1,2})?$", message = "must be a decimal")
          @Size(min = 1, max = 15)
          @Schema(examples = "12.50")
          String amount,
      @NotNull
          @Pattern(regexp = "^[A-Z]{3}$", message = "must be a currency of ISO 4217")
          @Size(min = 3, max = 3)
          @Schema(examples = "EUR")
          String currency) {}
}
