#include "review/views/strips_in_question.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/handwritten_words.h"
#include "record/schema/typed_row.h"

namespace codau::review {

std::vector<StripInQuestion> find_strips_in_question(const ViewContext& view,
                                                     const ActionTarget& of,
                                                     const std::string& source,
                                                     const ScanPage& page, const OcrPage& read) {
  const std::string office = of.text(record::Documents::organ_agency_id.name);
  if (view.scans == nullptr || office.empty()) return {};
  std::vector<StripInQuestion> out;
  const auto failed = pipeline::catch_error([&] {
    const store::HandStore hand(view.out / "hand.db", store::HandStore::Access::kLook);
    if (!hand.is_there()) return;
    const auto words = pipeline::find_handwritten_words(read);
    for (const pipeline::HandwrittenWord& word : words) {
      const bool is_asked =
          (word.part == "number") == (of.field == record::Documents::code_number.name);
      const bool is_alone =
          std::ranges::count(words, word.part, &pipeline::HandwrittenWord::part) == 1;
      if (!is_asked || !is_alone || !word.has_digits_alone()) continue;
      auto kept = hand.strips(office, word.part);
      std::erase_if(kept, [&](const store::HandStrip& strip) { return strip.doc_id == of.doc_id; });
      if (kept.empty()) continue;
      StripInQuestion& one = out.emplace_back();
      one.part = word.part;
      one.kept = std::move(kept);
      one.picture = view.scans->render_strip(
          {source, static_cast<std::uint32_t>(page.number), word.box, page.turn, 0});
    }
  });
  if (failed) out.clear();
  return out;
}

}  // namespace codau::review
