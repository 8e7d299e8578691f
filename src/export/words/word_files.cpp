#include "export/words/word_files.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/error.h"
#include "export/words/alto.h"
#include "export/words/hocr.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

using record::Pages;
using record::Row;
using record::Sources;
using record::Table;

std::uint32_t to_number(std::optional<std::int64_t> cell) {
  return static_cast<std::uint32_t>(cell.value_or(0));
}

std::uint32_t page_number_of(const Row& page) {
  return to_number(record::ConstCells<Pages>(page).get(Pages::page_no));
}

const PlacedPage* find(const std::vector<PlacedPage>& pages, std::uint32_t number) {
  const auto found = std::ranges::find(pages, number, &PlacedPage::number);
  return found == pages.end() ? nullptr : &*found;
}

/// A document with its delivered pages.
struct DeliveredPages {
  std::string doc_id;
  std::vector<std::uint32_t> numbers;
};

/// Passes each document with delivered pages; notes documents without pages.
void each_document(const ExportFilter& filter, FileSet& files,
                   const std::function<void(const DeliveredPages&)>& take) {
  const Table& documents = record::table(record::TableId::kDocuments);
  const Table& pages = record::table(record::TableId::kPages);
  filter.store().for_each_row(documents, [&](const Row&, std::string_view doc_id) {
    if (filter.is_closed(doc_id) || !filter.is_wanted(doc_id)) return;
    DeliveredPages one{std::string(doc_id), {}};
    bool has_pages = false;
    filter.store().for_each_row_of(pages, doc_id,
                                   [&](const Row&, std::string_view) { has_pages = true; });
    if (!has_pages)
      files.note({"", "documents", one.doc_id, std::string(record::Documents::page_count.name),
                  "NO_PAGES"});
    filter.for_each_row_of(pages, doc_id, [&](const Row& row, std::string_view) {
      one.numbers.push_back(page_number_of(row));
    });
    if (!one.numbers.empty()) take(one);
  });
}

/// The names of the source files of a document's pages.
class Images {
 public:
  Images(const store::StoreReader& store, std::string_view doc_id) {
    const Table& sources = record::table(record::TableId::kSources);
    store.for_each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
      const record::ConstCells<Sources> source(row);
      names_.push_back({source.text(Sources::source_name),
                        to_number(source.get(Sources::page_from)),
                        to_number(source.get(Sources::page_to))});
    });
  }
  /// Returns the first file that has the page, else the first file; empty if there are no files.
  [[nodiscard]] std::string of(std::uint32_t page) const {
    const auto has = [&](const Name& one) { return one.from <= page && page <= one.to; };
    const auto found = std::ranges::find_if(names_, has);
    if (found != names_.end()) return found->name;
    return names_.empty() ? std::string() : names_.front().name;
  }

 private:
  struct Name {
    std::string name;
    std::uint32_t from = 0, to = 0;
  };
  std::vector<Name> names_;
};

/// Precondition: the page was not refused (find_words_refusal()).
const PlacedPage& page_of(const std::vector<PlacedPage>& pages, std::uint32_t number) {
  const PlacedPage* const page = find(pages, number);
  if (page == nullptr) throw Error(ErrorCode::kInternal, "words of a page went meanwhile");
  return *page;
}

void write_pages(FileSet& files, const std::string& path, std::string_view bytes,
                 std::uint64_t pages) {
  files.write(path, [&](io::FileSink& sink) {
    sink.write(bytes);
    return pages;
  });
}

/// Returns the page number with at least four digits.
std::string file_number(std::uint32_t page) {
  const std::string digits = std::to_string(page);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

}  // namespace

std::optional<Refusal> find_words_refusal(const PageLookup& pages_of, const Table& table,
                                          const Row& row) {
  if (table.id != record::TableId::kPages) return std::nullopt;
  const std::string& doc_id = record::ConstCells<Pages>(row).text(Pages::doc_id);
  if (find(pages_of(doc_id), page_number_of(row)) != nullptr) return std::nullopt;
  return Refusal{std::string(Pages::page_no.name), std::string(kWordsLostCode), true};
}

void write_alto(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files) {
  each_document(filter, files, [&](const DeliveredPages& document) {
    const Images images(filter.store(), document.doc_id);
    const std::vector<PlacedPage>& pages = pages_of(document.doc_id);
    for (const std::uint32_t number : document.numbers) {
      write_pages(files, document.doc_id + "/" + file_number(number) + ".xml",
                  to_alto(page_of(pages, number), {images.of(number), document.doc_id, version}),
                  1);
    }
  });
}

void write_hocr(const ExportFilter& filter, const PageLookup& pages_of, const std::string& version,
                FileSet& files) {
  each_document(filter, files, [&](const DeliveredPages& document) {
    const Images images(filter.store(), document.doc_id);
    const std::vector<PlacedPage>& pages = pages_of(document.doc_id);
    const std::size_t count = document.numbers.size();
    LayoutPageFacts facts{images.of(document.numbers.front()), document.doc_id, version};
    std::string out = make_hocr_head(facts, count);
    for (const std::uint32_t number : document.numbers) {
      facts.image = images.of(number);
      out += to_hocr_page(page_of(pages, number), facts);
    }
    write_pages(files, document.doc_id + ".html", out.append(kHocrEnd), count);
  });
}

}  // namespace codau::exports
