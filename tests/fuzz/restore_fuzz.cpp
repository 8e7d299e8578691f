// Laws (restore/api/restorer.h): any bytes are accepted, in every mode; undo gives them back; mode
// stripped changes marks only.
#include <cstdlib>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "core/changes.h"
#include "replay.h"
#include "restore/api/restorer.h"
#include "restore/text/line_endings.h"
#include "text/normalise.h"
#include "text/unicode.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  static const testing::TempFolder folder;
  static const restore::Restorer restorer = [] {
    testing::write_toy_models(folder.path());
    return restore::Restorer(folder.path().c_str(), folder.path().c_str());
  }();
  const std::string input(data, data + size);
  for (const auto mode : {restore::RestoreMode::kAuto, restore::RestoreMode::kStripped,
                          restore::RestoreMode::kDamaged}) {
    const Restoration out = restorer.restore(input, {mode, 0});
    if (undo(out.changes, out.text) != input) std::abort();
    if (mode != restore::RestoreMode::kStripped) continue;
    // what bytes that are no text mean is told line by line, and a lone CR ends a line
    const restore::LineEndings before(input), after(out.text);
    if (text::strip_diacritics(after.text()) !=
        text::strip_diacritics(text::decode_text(before.text()).text))
      std::abort();
  }
  return 0;
}
