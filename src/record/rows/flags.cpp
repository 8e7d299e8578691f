#include "record/rows/flags.h"

#include <algorithm>

namespace codau::record {

void set_flags(Cells<Documents>& document, const std::vector<std::string>& flags) {
  const std::vector<std::string> before = document.codes(Documents::flags),
                                 asked = document.codes(Documents::review_reasons);
  const auto has = [](const std::vector<std::string>& codes, const std::string& code) {
    return std::ranges::find(codes, code) != codes.end();
  };
  std::vector<std::string> reasons = flags;
  std::erase_if(reasons,
                [&](const std::string& code) { return has(before, code) && !has(asked, code); });
  document.set(Documents::flags, flags);
  set_reason_codes(document, reasons);
}

}  // namespace codau::record
