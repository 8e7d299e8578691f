// office/api/read_api.h — answers the requests of the API that only read. They are about documents,
// tasks, search, changes and failures. src/office/openapi/openapi.json describes parameters and
// responses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "export/words/placed_page.h"
#include "store/lists/document_list.h"
#include "store/lists/task_list.h"
#include "store/store_reader.h"
#include "web/response.h"

namespace codau::office {

/// Keeps values that take long to compute, until the store changes. At most kMost values.
template <class T, std::size_t kMost = 16>
class StoreCache {
 public:
  /// Returns the value of `key`, computed by `make` if it is missing or the store has changed
  /// since. Argument `seq` is the number of the last change of the store (StoreReader::seq()).
  template <class Make>
  const T& get(std::int64_t seq, const std::string& key, Make make) {
    if (seq != seq_ || values_.size() >= kMost) values_.clear();
    seq_ = seq;
    const auto found = values_.find(key);
    return found != values_.end() ? found->second : values_.emplace(key, make()).first->second;
  }

 private:
  std::int64_t seq_ = -1;
  std::map<std::string, T> values_;
};

/// Answers from one state of the store, which the caller opens. Only one thread may call a function
/// at a time, except that page() may run beside the others. A parameter in the path has the name
/// that it has there: doc_id, table, page. Invalid parameters give a problem with status 400,
/// missing documents, tables and pages one with 404.
class ReadApi {
 public:
  using Params = web::RequestParams;
  /// Returns the id of the job that added the file of a document; empty if no job did.
  using JobFinder = std::function<std::string(const std::string& doc_id)>;
  /// `out`: folder of the output. Without `find_job`, no failure has a job.
  explicit ReadApi(std::filesystem::path out, JobFinder find_job = {})
      : out_(std::move(out)), find_job_(std::move(find_job)) {}

  /// GET /documents and GET /documents/{doc_id}. Lists of documents and tasks, and the calendar,
  /// have status 503 if an older codau has made the store.
  [[nodiscard]] web::Response documents(const store::StoreReader& store, const Params& asked);
  [[nodiscard]] web::Response document(const store::StoreReader& store, const Params& asked) const;
  /// GET /documents/{doc_id}/history: edits by people, the latest first.
  [[nodiscard]] web::Response history(const store::StoreReader& store, const Params& asked) const;
  /// GET /documents/{doc_id}/pages/{page}: text, lines and words with boxes.
  [[nodiscard]] web::Response page(const store::StoreReader& store, const Params& asked);
  /// GET /documents/{doc_id}/{table}: rows of a table.
  [[nodiscard]] web::Response table(const store::StoreReader& store, const Params& asked) const;
  /// GET /tasks and GET /calendar.
  [[nodiscard]] web::Response tasks(const store::StoreReader& store, const Params& asked);
  [[nodiscard]] web::Response calendar(const store::StoreReader& store, const Params& asked);
  /// GET /search: lines with all words. Status 503 if the index is not complete.
  [[nodiscard]] web::Response search(const store::StoreReader& store, const Params& asked) const;
  /// GET /changes: the change feed.
  [[nodiscard]] web::Response changes(const store::StoreReader& store, const Params& asked) const;
  /// GET /failures: files and pages that could not be read.
  [[nodiscard]] web::Response failures(const store::StoreReader& store, const Params& asked) const;

 private:
  std::filesystem::path out_;
  JobFinder find_job_;
  store::CopyFinder copies_;
  StoreCache<std::uint64_t> document_counts_;
  StoreCache<store::DocumentFacets> document_facets_;
  /// Words of the last documents: people turn pages, and all pages are placed together.
  StoreCache<std::vector<exports::PlacedPage>, 12> placed_pages_;
};

}  // namespace codau::office
