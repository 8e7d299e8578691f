#include "pipeline/edits/hand_strips.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/edits/corrector.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/handwritten_words.h"
#include "pipeline/output/stored_page.h"
#include "record/edits/human_edit.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "store/edits/hand_store.h"

namespace codau::pipeline {
namespace {

using record::Documents;
using record::Row;
using DocumentCells = record::ConstCells<Documents>;

/// Confirmed values by part: "number", "day", "month".
using Confirmed = std::map<std::string, std::string, std::less<>>;

/// Number and date of a document stand on its first page, or on the next if that is a cover.
constexpr std::size_t kMaxStripPages = 2;
constexpr std::size_t kIsoDateSize = 10;

/// Returns true if the last human edit of a field confirms its value.
bool is_confirmed(const std::vector<record::HumanEdit>& edits, const DocumentCells& document,
                  record::AnyColumnOf<Documents> column) {
  const auto last = std::find_if(edits.rbegin(), edits.rend(), [&](const record::HumanEdit& edit) {
    return edit.table == record::table(Documents::kTable).name && edit.field == column.name;
  });
  return last != edits.rend() && last->action == record::EditAction::kSet &&
         last->value == document.value(column);
}

Confirmed find_confirmed(const std::vector<record::HumanEdit>& edits,
                         const DocumentCells& document) {
  Confirmed out;
  if (is_confirmed(edits, document, Documents::code_number))
    out["number"] = document.text(Documents::code_number);
  const std::string& date = document.text(Documents::issued_date);
  if (date.size() == kIsoDateSize && is_confirmed(edits, document, Documents::issued_date)) {
    out["day"] = date.substr(8, 2);
    out["month"] = date.substr(5, 2);
  }
  return out;
}

/// Updates the strips of one document.
class StripDocument {
 public:
  StripDocument(store::Store& store, ScanRenderer* scans, std::string doc_id)
      : store_(store), scans_(scans), doc_id_(std::move(doc_id)) {}

  void update() {
    Confirmed confirmed;
    std::string office;
    for (const Row& row : store_.rows_of(doc_id_, record::TableId::kDocuments)) {
      const DocumentCells document(row);
      confirmed = find_confirmed(load_edits(store_, doc_id_), document);
      office = document.text(Documents::organ_agency_id);
      sha256_ = document.text(Documents::source_sha256);
    }
    store::HandStore& hand = store_.hand();
    for (const store::HandStrip& kept : hand.strips_of(doc_id_)) {
      const auto found = confirmed.find(kept.part);
      if (found != confirmed.end() && is_same_number(found->second, kept.value))
        confirmed.erase(found);
      else
        hand.remove(doc_id_, kept.part);
    }
    hand.set_office(doc_id_, office);
    if (scans_ == nullptr || confirmed.empty()) return;
    load_pages();
    for (const auto& [part, value] : confirmed) {
      if (auto strip = cut(part, value)) {
        strip->office = office;
        hand.save(*strip);
      }
    }
  }

 private:
  void load_pages() {
    using record::Pages;
    std::vector<std::array<std::int64_t, 3>> sizes;  // number, width, height
    for (const Row& row : store_.rows_of(doc_id_, record::TableId::kPages)) {
      const record::ConstCells<Pages> page(row);
      sizes.push_back({page.get(Pages::page_no).value_or(0), page.get(Pages::width_px).value_or(0),
                       page.get(Pages::height_px).value_or(0)});
    }
    std::ranges::sort(sizes);
    sizes.resize(std::min(sizes.size(), kMaxStripPages));
    for (const auto& [number, width, height] : sizes) {
      if (number < 1) continue;
      auto page =
          load_stored_page(store_.pages(), sha256_, static_cast<std::uint32_t>(number),
                           static_cast<std::int32_t>(width), static_cast<std::int32_t>(height));
      if (!page) continue;
      page->number = static_cast<std::uint32_t>(number);  // number in a source of several files
      pages_.push_back(std::move(*page));
    }
  }

  /// Returns the strip of a value. Among several words, the one that may be read as the value is
  /// taken. A single word is taken in any case, since the network may have misread it.
  [[nodiscard]] std::optional<store::HandStrip> cut(const std::string& part,
                                                    const std::string& value) {
    for (const OcrPage& page : pages_) {
      std::vector<HandwrittenWord> words = find_handwritten_words(page);
      std::erase_if(words, [&](const HandwrittenWord& word) {
        return word.part != part || !word.has_digits_alone();
      });
      const auto has_value = [&](const HandwrittenWord& word) {
        return std::ranges::any_of(word.values, [&](const OcrAlternative& one) {
          return is_same_number(one.text, value);
        });
      };
      auto word = std::ranges::find_if(words, has_value);
      if (word == words.end() && words.size() == 1) word = words.begin();
      if (word != words.end()) return cut(page, *word, value);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<store::HandStrip> cut(const OcrPage& page,
                                                    const HandwrittenWord& word,
                                                    const std::string& value) {
    const auto as_written = std::ranges::find_if(
        word.values, [&](const OcrAlternative& one) { return is_same_number(one.text, value); });
    store::HandStrip out{doc_id_,
                         std::string(word.part),
                         as_written == word.values.end() ? value : as_written->text,
                         "",
                         {}};
    if (!store::is_strip_value(out.value)) return std::nullopt;
    const auto failed = catch_error([&] {
      out.picture = scans_->render_strip({sha256_, page.number, word.box, page.rotation, 0});
    });
    return failed ? std::nullopt : std::optional(std::move(out));
  }

  store::Store& store_;
  ScanRenderer* scans_;
  std::string doc_id_, sha256_;
  std::vector<OcrPage> pages_;
};

}  // namespace

void update_strips(store::Store& store, ScanRenderer* scans, const std::set<std::string>& doc_ids) {
  if (!store.hand().is_there()) return;
  for (const std::string& doc_id : doc_ids) StripDocument(store, scans, doc_id).update();
}

}  // namespace codau::pipeline
