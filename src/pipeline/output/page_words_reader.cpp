#include "pipeline/output/page_words_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/error.h"
#include "core/ocr_page.h"
#include "pipeline/inputs/known_probes.h"
#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/edited_text_files.h"
#include "pipeline/output/replace_words.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "text/page_json.h"
#include "text/text_document.h"
#include "worker/document_restoration.h"
#include "worker/placed_pages.h"
#include "worker/restoration_codec.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Returns the best OCR result of the page (DocumentStage::plan); empty if the page was not read.
std::string json_of(const store::PageStore& pages, const store::PageStore::StoredPagePlace& place) {
  const std::string key = choose_best_key({}, pages.keys(place.sha256, place.number));
  return key.empty() ? std::string() : pages.page(place.sha256, key, place.number).value_or("");
}

/// Returns the place of `text` in the text of its source. `text` begins at a line of `first_page`.
std::optional<ByteRange> find_text(const TextDocument& source, std::uint32_t first_page,
                                   const std::string& text) {
  if (first_page == 0 || first_page > source.pages.size()) return std::nullopt;
  const TextPage& page = source.pages[first_page - 1];
  const auto at = [&](std::uint32_t begin) -> std::optional<ByteRange> {
    if (source.text.compare(begin, text.size(), text) != 0) return std::nullopt;
    return ByteRange{begin, begin + static_cast<std::uint32_t>(text.size())};
  };
  if (auto found = at(page.text.begin)) return found;
  for (std::uint32_t i = page.lines.begin; i < page.lines.end; ++i) {
    if (auto found = at(source.lines[i].text.begin)) return found;
  }
  return std::nullopt;
}

}  // namespace

PageWordsReader::PageWordsReader(const fs::path& out, const store::StoreReader& store)
    : rows_of_([&store](const record::Table& table, std::string_view doc_id, const auto& take) {
        store.for_each_row_of(table, doc_id,
                              [&](const record::Row& row, std::string_view) { take(row); });
      }),
      texts_of_([&store](std::string_view doc_id) {
        return read_text_files(store.texts(doc_id), store.results().paths(doc_id).text);
      }),
      own_pages_(std::in_place, out / "pages.db", store::PageStore::Access::kLook),
      pages_(*own_pages_) {}

PageWordsReader::PageWordsReader(const store::Store& store)
    : rows_of_([&store](const record::Table& table, std::string_view doc_id, const auto& take) {
        for (const record::Row& row : store.rows_of(doc_id, table.id)) take(row);
      }),
      texts_of_([&store](std::string_view doc_id) {
        return read_text_files(store.texts(doc_id), store.results().paths(doc_id).text);
      }),
      pages_(store.pages()) {}

std::vector<OcrPage> PageWordsReader::pages_of(const std::string& sha256) const {
  std::vector<OcrPage> pages(find_source_page_count(pages_, sha256));
  for (std::uint32_t i = 0; i < pages.size(); ++i) {
    const std::string json = json_of(pages_, pages_.place(sha256, i + 1));
    if (!json.empty()) pages[i] = text::page_from_json(json);
    pages[i].number = i + 1;
  }
  return pages;
}

void PageWordsReader::open(const std::string& sha256) {
  text_ = {sha256, {}, {}};
  std::vector<OcrPage> pages;
  // A damaged page leaves its document without words; an export reports it and goes on.
  if (catch_error([&] { pages = pages_of(sha256); })) return;
  worker::UnrestoredDocument read = worker::make_document_from_pages(pages);
  const std::string kept = pages_.restoration(record::doc_id(sha256));
  std::optional<Restoration> restored = worker::decode_restoration(kept, read.text.text);
  if (!restored) return;
  text_.words_as_read = read.text.words;
  text_.document = text::apply_restoration(std::move(read.text), *std::move(restored));
}

std::vector<exports::PlacedPage> PageWordsReader::find(std::string_view doc_id) {
  using record::Documents;
  using record::Pages;
  std::string sha256;
  rows_of_(record::table(Documents::kTable), doc_id, [&](const record::Row& row) {
    sha256 = record::ConstCells<Documents>(row).text(Documents::source_sha256);
  });
  std::vector<std::int64_t> numbers;
  rows_of_(record::table(Pages::kTable), doc_id, [&](const record::Row& row) {
    numbers.push_back(record::ConstCells<Pages>(row).get(Pages::page_no).value_or(0));
  });
  if (numbers.empty()) return {};
  if (text_.sha256 != sha256) open(sha256);
  const auto files = texts_of_(doc_id);
  const auto text = files ? undo_late_changes(*files) : std::nullopt;
  const auto first = static_cast<std::uint32_t>(std::ranges::min(numbers));
  const auto place = text ? find_text(text_.document.after, first, *text) : std::nullopt;
  if (!place) return {};
  std::vector<exports::PlacedPage> out =
      worker::make_placed_pages(text_.document, text_.words_as_read, *place);
  if (*text != files->text) replace_lines(*text, files->text, out);
  std::erase_if(out, [&](const exports::PlacedPage& page) {
    return std::ranges::find(numbers, std::int64_t{page.number}) == numbers.end();
  });
  return out;
}

const std::vector<exports::PlacedPage>& PageWordsReader::of(std::string_view doc_id) {
  if (doc_id_ != doc_id) {
    found_ = find(doc_id);
    doc_id_ = doc_id;
  }
  return found_;
}

}  // namespace codau::pipeline
