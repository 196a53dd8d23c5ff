# A search service by default: keys, every network, no identity.
resource "azurerm_search_service" "search" {
  name                = "products"
  location            = "westeurope"
  resource_group_name = "shop"
  sku                 = "standard"
}
