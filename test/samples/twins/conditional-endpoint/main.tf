# Whether there is an endpoint is decided when it is applied.
variable "with_endpoint" {
  type = bool
}

resource "azurerm_cognitive_account" "account" {
  name                  = "assistant"
  location              = "westeurope"
  resource_group_name   = "shop"
  kind                  = "OpenAI"
  sku_name              = "S0"
  custom_subdomain_name = "assistant"
  local_auth_enabled    = false

  identity {
    type = "SystemAssigned"
  }

  network_acls {
    default_action = "Deny"
  }
}

module "endpoint" {
  source     = "./endpoint"
  count      = var.with_endpoint ? 1 : 0
  account_id = azurerm_cognitive_account.account.id
}
