// document/document.h — a document as typed values: the result of read_documents(), of which
// record/ makes rows. Names and rules: standards, sections 1 to 7. Each Field knows the bytes from
// which it was read. They are bytes of the restored text, RestoredDocument::after.text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values.h"
#include "document/agencies/agency.h"
#include "document/references/reference.h"
#include "document/tasks/task_list.h"
#include "document/words/field.h"

namespace codau::document {

/// Where the name of the issuing organ stands: at the top (ô 2), in the subject, in the preamble,
/// or in the lines of the appendix.
enum class OrganBasis : std::uint8_t { kNone, kZone2, kSubject, kPreamble, kAppendix };
/// The marks of urgency and of secrecy on a document, the weakest first.
enum class Priority : std::uint8_t { kNormal, kKhan, kThuongKhan, kHoaToc };
enum class Secrecy : std::uint8_t { kNone, kMat, kToiMat, kTuyetMat };

/// The fields of the head and the signature of a document.
struct Header {
  TextField type_code;  ///< KH, QĐ, …; CV for a công văn, KHAC without type
  TextField type_name;  ///< as printed, e.g. "KẾ HOẠCH" → value "Kế hoạch"
  TextField code_number, code_notation;
  TextField issued_place;
  TextField issued_line;                          ///< the line with place and date, as printed
  std::optional<Field<std::string>> issued_edtf;  ///< 2024-01-18, 2023-02-XX; basis of issued_date
  /// the change of a digit that would make an impossible date possible (6.7)
  std::optional<Change> issued_proposed;
  TextField governing_organ, organ_name;
  OrganBasis organ_basis = OrganBasis::kNone;
  AgencyLevel organ_level = AgencyLevel::kUnknown;
  TextField subject;
  std::optional<std::int32_t> plan_year;
  /// ISO dates of a "giai đoạn" (several years)
  std::optional<std::string> period_start, period_end;
  TextField signer_authority, signer_position, signer_name;
  TextField circulation;
  Priority priority = Priority::kNormal;
  Secrecy secrecy = Secrecy::kNone;
  std::vector<std::string> named_places;  ///< AgencyContext::named_places
};

/// The kind of a section.
enum class SectionKind : std::uint8_t {
  kHeader,
  kHeading,
  kPara,
  kBullet,
  kTable,
  kAppendix,
  kClosing,
  kRecipients,
  kSignature,
  kNote
};

/// A section of the tree, in reading order. `text` excludes the number and the children.
struct Section {
  std::optional<std::uint32_t> parent;  ///< index into Document::sections, always smaller
  SectionKind kind = SectionKind::kPara;
  std::string path;  ///< path by standards 2.2: "III.1.b.-2", "PL1"
  std::uint32_t level = 0;
  TextField num_raw;
  std::optional<std::string> num_norm;
  TextField heading, text;
  /// bytes of after.text without children, from the number to the end of its text
  ByteRange bytes;
  std::vector<std::string> reasons;  ///< review reasons: codes of standards 11
};

/// An item of the list of recipients: the agency, and why it gets the document.
struct Recipient {
  Field<std::string> raw;
  AgencyMention agency;
  enum class Purpose : std::uint8_t { kUnknown, kReport, kInfo, kImplement, kArchive };
  Purpose purpose = Purpose::kUnknown;
  std::optional<std::int32_t> copies;
};

/// The lines of all task tables by kind (standards 4.2). lines = headers + continuations + groups +
/// tasks; otherwise the document gets the flag TABLE_COUNT.
struct TaskTableCount {
  std::uint32_t lines = 0, headers = 0, continuations = 0, groups = 0, tasks = 0;
};

/// All that was read of one document.
struct Document {
  /// Bytes of after.text: the whole file, or one of its documents. Pages are 1 to n; 0 for plain
  /// text.
  ByteRange bytes;
  std::uint32_t page_from = 0, page_to = 0;
  /// Index of the document of the file whose number, date and issuer this one has (13.11).
  std::optional<std::uint32_t> promulgator;
  Header header;
  std::vector<Section> sections;
  TaskList tasks;
  std::vector<Recipient> recipients;
  std::vector<Reference> references;
  TaskTableCount task_table_count;
  std::vector<std::string> flags;  ///< codes of standards 11 for the whole document
};

}  // namespace codau::document
