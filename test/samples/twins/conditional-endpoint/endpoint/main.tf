variable "account_id" {}

resource "azurerm_private_endpoint" "endpoint" {
  name                = "pe-assistant"
  location            = "westeurope"
  resource_group_name = "shop"
  subnet_id           = "/subscriptions/s/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/v/subnets/endpoints"

  private_service_connection {
    name                           = "account"
    private_connection_resource_id = var.account_id
    subresource_names              = ["account"]
    is_manual_connection           = false
  }
}
