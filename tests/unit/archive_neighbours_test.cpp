// Numbers of an office rise with its dates: how that ranks what is offered for one of them.
#include "review/views/archive_neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/made_store.h"
#include "record/schema/typed_row.h"

namespace codau::review {
namespace {

const std::string kOffice = "00000000-0000-5000-8000-000000000001";
const std::vector<std::string> kIds{"0000000000000001", "0000000000000002", "0000000000000003",
                                    "0000000000000004", "0000000000000005"};
const std::vector<Neighbour> kNeighbours{
    {101, "2024-03-01"}, {105, "2024-03-04"}, {118, "2024-03-11"}, {130, "2024-03-20"}};

/// The values by their new probabilities, likeliest first.
std::vector<std::string> rank(std::vector<ValueAlternative> offered, const std::string& number,
                              const std::string& date) {
  auto weighed = weigh_by_neighbours(std::move(offered), kNeighbours, number, date);
  std::ranges::stable_sort(weighed, std::greater<>(), &ValueAlternative::probability);
  std::vector<std::string> out;
  for (const ValueAlternative& one : weighed) out.push_back(one.value);
  return out;
}

using Values = std::vector<std::string>;
using record::Documents;

/// A document of one office and one year.
record::Row document(const std::string& doc_id, const std::string& number, const std::string& date,
                     const std::vector<std::string>& reasons, const std::string& status) {
  record::DocumentRow row;
  row.set(Documents::doc_id, doc_id)
      .set(Documents::source_sha256, std::string(64, 'a'))
      .set(Documents::source_bytes, 1)
      .set(Documents::source_format, "pdf")
      .set(Documents::text_layer, "none")
      .set(Documents::type_code, "KH")
      .set(Documents::code_number, number)
      .set(Documents::code_notation, "KH-UBND")
      .set(Documents::issued_date, date)
      .set(Documents::issued_edtf, date)
      .set(Documents::issued_date_basis, "printed")
      .set(Documents::organ_agency_id, kOffice)
      .set(Documents::priority, "normal")
      .set(Documents::secrecy, "none")
      .set(Documents::flags, Values())
      .set(Documents::lang, "vi")
      .set(Documents::schema_version, std::string(record::kSchemaVersion))
      .set(Documents::pipeline_version, "1")
      .set(Documents::review_reasons, reasons)
      .set(Documents::review_status, status);
  return row.take();
}

TEST(ArchiveNeighbours, PapersInReviewForNumberOrDateAreNoneUntilAccepted) {
  const std::vector<record::Row> rows{
      document(kIds[0], "101", "2024-03-01", {}, "ok"),
      document(kIds[1], "105", "2024-03-04", {"NUMBER_HAND"}, "review"),
      document(kIds[2], "118", "2024-03-11", {"DATE_PARTIAL"}, "review"),
      document(kIds[3], "130", "2024-03-20", {"NUMBER_HAND"}, "accepted"),
      document(kIds[4], "131", "2024-03-21", {"OCR_LOW_CONF"}, "review"),
  };
  std::map<std::string, record::Records> documents;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    record::AgencyRow office;
    office.set(record::Agencies::agency_id, kOffice)
        .set(record::Agencies::name, "UBND xã Mường Lói")
        .set(record::Agencies::name_key, "ubnd xa muong loi")
        .set(record::Agencies::kind, "organ")
        .set(record::Agencies::level, "commune")
        .set(record::Agencies::source, "document");
    documents[kIds[i]][record::TableId::kAgencies] = {office.take()};
    documents[kIds[i]][record::TableId::kDocuments] = {rows[i]};
  }
  const testing::MadeStore store(documents);
  const std::vector<Neighbour> settled{{130, "2024-03-20"}, {131, "2024-03-21"}};
  EXPECT_EQ(find_neighbours(store.reader(), rows[0]), settled);
}

TEST(ArchiveNeighbours, ANumberStandsBetweenThoseOfEarlierAndLaterPapers) {
  EXPECT_EQ(
      rank({{"917", "", "", 0.5}, {"117", "", "", 0.3}, {"47", "", "", 0.1}}, "", "2024-03-08"),
      (Values{"117", "917", "47"}));
  EXPECT_EQ(rank({{"112a", "", "", 0.1}, {"9", "", "", 0.3}}, "", "2024-03-08"),
            (Values{"112a", "9"}));
}

TEST(ArchiveNeighbours, ADateStandsBetweenThoseOfLowerAndHigherNumbers) {
  EXPECT_EQ(rank({{"28/03/2024", "", "", 0.5}, {"08/03/2024", "", "", 0.3}}, "112", ""),
            (Values{"08/03/2024", "28/03/2024"}));
}

TEST(ArchiveNeighbours, WithoutNumberAndDateNothingIsSaid) {
  EXPECT_EQ(rank({{"917", "", "", 0.5}, {"117", "", "", 0.3}}, "", ""), (Values{"917", "117"}));
}

}  // namespace
}  // namespace codau::review
