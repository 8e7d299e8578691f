#include "record/rows/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "record/rows/calibration_data.h"
#include "record/rows/row_builder.h"

namespace codau::record {
namespace {

struct Counted {
  std::string_view table, column, kind;
};
constexpr auto kCounted = std::to_array<Counted>({
    {"documents", "code_number", "number"},
    {"documents", "code_notation", "notation"},
    {"documents", "issued_edtf", "date"},
    {"documents", "issued_date", "date"},
    {"documents", "issued_date_best", "date"},
    {"documents", "issued_place", "place"},
    {"documents", "type_code", "type"},
    {"documents", "organ_name", "organ"},
    {"documents", "governing_organ", "organ"},
    {"documents", "organ_level", "organ"},
    {"documents", "signer_name", "signer"},
    {"documents", "signer_position", "signer"},
    {"documents", "signer_authority", "signer"},
    {"documents", "subject", "subject"},
    {"documents", "plan_year", "period"},
    {"documents", "period_start", "period"},
    {"documents", "period_end", "period"},
    {"recipients", "raw", "recipient"},
    {"sections", "heading", "heading"},
    {"tasks", "task_text", "task text"},
    {"tasks", "ordinal_raw", "ordinal"},
    {"tasks", "output", "output"},
    {"tasks", "lead_raw", "lead"},
    {"tasks", "coop_raw", "coop"},
    {"tasks", "deadline_raw", "deadline"},
    {"tasks", "due_date", "deadline"},
    {"tasks", "due_op", "deadline"},
    {"tasks", "due_last_day", "deadline"},
    {"tasks", "period", "deadline"},
    {"tasks", "recurrence", "deadline"},
    {"tasks", "anchor", "deadline"},
    {"tasks", "budget_raw", "budget"},
    {"doc_refs", "raw", "reference"},
});

constexpr std::array<std::string_view, 4> kTexts{"plain", "unmarked", "mangled", "recognised"};

/// The probability that a value is right: 1 / (1 + exp(-(base + slope * sureness))).
struct Curve {
  double base = 0, slope = 0;
};
using Curves = std::map<std::pair<std::string, TextKind>, Curve, std::less<>>;

Curves read_curves() {
  Curves out;
  std::istringstream lines{std::string(calibration_tsv())};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream cells(line);
    std::string kind, text;
    Curve curve;
    std::getline(cells, kind, '\t');
    std::getline(cells, text, '\t');
    const auto found = std::ranges::find(kTexts, text);
    if (!(cells >> curve.base >> curve.slope) || found == kTexts.end() || curve.slope < 0)
      throw Error(ErrorCode::kInternal, "data/calibration.tsv: " + line);
    out[{kind, static_cast<TextKind>(found - kTexts.begin())}] = curve;
  }
  return out;
}

/// Returns 0 if no word is in doubt, else a negative number that falls with the logarithm of the
/// doubt. Source: tools/make_calibration.
double sureness(double joint) {
  constexpr double kLeast = 0.01;  // a smaller doubt of all words together counts as none
  return -std::log(-std::log(std::clamp(joint, 1e-4, 1.0)) / kLeast + 1);
}

/// Keeps a probability on the side of kLowConfidence on which `stated` is. A doubtful value does
/// not get more confidence, because the counted documents are invented and hold no contradictions.
double on_its_side(double chance, double stated) {
  return stated < kLowConfidence ? std::min(chance, stated) : std::max(chance, kLowConfidence);
}

}  // namespace

std::string_view find_value_kind(std::string_view table, std::string_view column) {
  const auto* const found = std::ranges::find_if(
      kCounted, [&](const Counted& one) { return one.table == table && one.column == column; });
  return found == kCounted.end() ? std::string_view{} : found->kind;
}

double calibrate(std::string_view kind, const StatedConfidence& claim) {
  static const Curves kCurves = read_curves();
  if (kind.empty()) return claim.stated;
  const auto found = kCurves.find(std::pair(std::string(kind), claim.text));
  if (found == kCurves.end()) return kCurves.empty() ? claim.joint : claim.stated;
  const Curve& curve = found->second;
  const double chance = 1 / (1 + std::exp(-(curve.base + curve.slope * sureness(claim.joint))));
  const bool keeps_side = kind == "date" || kind == "reference";
  return keeps_side ? on_its_side(chance, claim.stated) : chance;
}

}  // namespace codau::record
