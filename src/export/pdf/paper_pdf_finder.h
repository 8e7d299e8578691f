// export/pdf/paper_pdf_finder.h — finds the PDF of each paper. A paper is a document of the store
// (the output folder of `codau run`). The PDF of a paper is its searchable PDF: the scan with a
// text layer. If a scan has several papers, the pages of the paper are cut out of the searchable
// PDF of the whole scan.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "export/pdf/page_range.h"
#include "io/temp_file.h"
#include "store/store_reader.h"

namespace codau::exports {

/// A function that writes the given pages of the searchable PDF `pdf` to the new file `to`. Returns
/// false if the content of a page cannot be determined, or if the process that cuts the PDF
/// crashes. Throws Error{kOutput} if `to` cannot be written.
using PdfCutter = std::function<bool(const std::filesystem::path& pdf, PdfPageRange pages,
                                     const std::filesystem::path& to)>;

/// The state of the PDF of a paper.
enum class PaperPdfState : std::uint8_t {
  kAvailable,  ///< the PDF exists and is whole
  kMissing,    ///< no PDF exists
  /// The scan has other papers, too, and cannot be cut for one of these reasons:
  /// 1. A page belongs to two papers, or the pages of the paper are not contiguous.
  /// 2. The store does not know the pages of a paper, for example of a removed paper.
  /// 3. The received scan was signed.
  /// 4. There is no PdfCutter, or it returns false.
  kShared,
  /// The searchable PDF has changed since codau wrote it, or the signed original has changed since
  /// it was received.
  kDamaged,
};
/// The PDF of a paper.
struct FoundPdf {
  PaperPdfState state = PaperPdfState::kMissing;
  std::filesystem::path file = {};                     ///< the PDF; use only for kAvailable
  std::optional<std::filesystem::path> original = {};  ///< the PDF as received, if it was signed
  /// Whether `file` was cut out of a scan. If true, the caller may move or remove `file`.
  bool is_cut = false;
};

/// Finds the PDFs of papers for an export. Cut PDFs are in a temporary folder beside the target of
/// the export (io/temp_file.h), and the destructor removes them. Not thread-safe.
class PaperPdfFinder {
 public:
  /// `store` must outlive this object. `cut_pages`: may be empty. `target`: the file or folder that
  /// the export will make.
  PaperPdfFinder(const store::StoreReader& store, PdfCutter cut_pages,
                 const std::filesystem::path& target);
  /// Returns the PDF of a document of the store. The result is valid as long as this object. A
  /// second call for the same document returns the same result at once. Throws Error{kOutput} if a
  /// PDF cannot be cut for lack of space or rights, and Error{kInput} if the disk fails.
  [[nodiscard]] const FoundPdf& locate(std::string_view doc_id);

 private:
  [[nodiscard]] FoundPdf find(std::string_view doc_id);
  [[nodiscard]] FoundPdf cut(std::string_view doc_id, const store::SharedFile& file);

  const store::StoreReader& store_;
  PdfCutter cut_pages_;
  std::filesystem::path work_folder_place_;
  std::optional<io::TempFile> folder_;
  std::map<std::string, FoundPdf, std::less<>> found_;
};

}  // namespace codau::exports
